import { authorize } from './authorize.ts';
import { redeem } from './redeem.ts';
import { refused } from './refused.ts';
import type { Section } from './section.ts';
import type { SectionName } from './section-names.ts';

/** The sections, by name. */
export const sections: Readonly<Partial<Record<SectionName, Section>>> = { authorize, refused, redeem };
