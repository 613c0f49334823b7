/** The members of a record that a vector changes. `null` removes a member. */
export const changed = (differences: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(differences).map(([name, value]) => [name, value ?? undefined]));
