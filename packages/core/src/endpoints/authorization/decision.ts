import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Issued } from './issue.ts';
import type { SignIn } from './owner/without-owner.ts';

/**
 * The decision about an authorization request: show a page, tell the client an error, send the browser to sign-in, ask
 * for consent, or issue a code.
 */
export type Decision = Refusal | Rejection | SignIn | ConsentQuestion | Issued;
