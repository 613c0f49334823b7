/** How many problems of one member are told. A request with thousands of them would get a response many times its size. */
const mostOfMember = 20;

/** The first problems of each member of a registration. Every problem begins with the name of its member. */
export const problemFields = (problems: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const fields = new Map<string, string[]>();
  for (const problem of problems) {
    const name = problem.replace(/\W.*/s, '');
    const told = fields.get(name);
    if (told === undefined) fields.set(name, [problem]);
    else if (told.length < mostOfMember) told.push(problem);
  }
  return Object.fromEntries(fields);
};
