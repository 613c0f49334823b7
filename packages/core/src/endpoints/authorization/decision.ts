import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Issued } from './issue.ts';
import type { SignIn } from './owner/without-owner.ts';

/** What is to be done about an authorization request: one of five things, and nothing else. */
export type Decision = Refusal | Rejection | SignIn | ConsentQuestion | Issued;
