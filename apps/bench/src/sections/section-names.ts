/** The sections, in the order of the report. */
export const sectionNames = ['authorize', 'refused', 'bodies', 'redeem', 'http', 'weight', 'growth', 'stores'] as const;

export type SectionName = (typeof sectionNames)[number];

export const isSectionName = (name: string): name is SectionName => sectionNames.some((known) => known === name);
