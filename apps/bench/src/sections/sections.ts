import { authorize } from './authorize.ts';
import { hostileBodySection } from './bodies.ts';
import { growth } from './growth.ts';
import { http } from './http.ts';
import { redeem } from './redeem.ts';
import { refused } from './refused.ts';
import type { Section } from './section.ts';
import type { SectionName } from './section-names.ts';
import { stores } from './stores.ts';
import { weight } from './weight.ts';

/** The sections, by name. */
export const sections: Readonly<Record<SectionName, Section>> = {
  authorize,
  refused,
  bodies: hostileBodySection,
  redeem,
  http,
  weight,
  growth,
  stores,
};
