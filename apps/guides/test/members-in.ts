/**
 * The names of the members that an interface, a type or a class declares in a file of types.
 *
 * @throws {Error} if the file has no such declaration
 */
export const membersIn = (types: string, name: string): readonly string[] => {
  const body = new RegExp(`(?:interface|class|type) ${name}\\b[^{]*\\{([^]*?)^ {0,4}\\}`, 'm').exec(types)?.[1];
  if (body === undefined) throw new Error(`There is no ${name}.`);
  const code = body.replaceAll(/\/\*[^]*?\*\//g, '');
  const names = Array.from(
    code.matchAll(/^\s*(?:readonly |private readonly |get )*(\w+)\??[:(<]/gm),
    ([, member = '']) => member,
  );
  return names.filter((member) => member !== 'constructor');
};
