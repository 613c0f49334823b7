/** Resources as a record has them, with one space between them. `undefined` if there is none. */
export const joinResources = (resources: readonly string[]): string | undefined =>
  resources.length === 0 ? undefined : resources.join(' ');

/** The resources of a record. Empty if it has none. */
export const splitResources = (recorded: string | undefined): readonly string[] => recorded?.split(' ') ?? [];
