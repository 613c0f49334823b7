/** The problems of each member of a registration. Every problem begins with the name of its member. */
export const problemFields = (problems: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const fields = new Map<string, readonly string[]>();
  for (const problem of problems) {
    const name = problem.replace(/\W.*/s, '');
    fields.set(name, [...(fields.get(name) ?? []), problem]);
  }
  return Object.fromEntries(fields);
};
