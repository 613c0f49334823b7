import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../documents.ts';

/** A member of an interface, as its source has it. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  /** Its type, without the `undefined` of an optional one. */
  readonly type: string;
}

const withoutComments = (source: string): string =>
  source.replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '').replaceAll(/^ *\/\/.*\n/gm, '');

const sources = ['core', 'server', 'fastify']
  .flatMap((name) => {
    const folder = join(root, 'packages', name, 'src');
    return readdirSync(folder, { encoding: 'utf8', recursive: true }).map((file) => join(folder, file));
  })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => withoutComments(readFileSync(file, 'utf8')));

const bodyOf = (name: string): string => {
  const pattern = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm');
  const [body, ...others] = sources.flatMap((source) => pattern.exec(source)?.[1] ?? []);
  if (body === undefined || others.length > 0) throw new Error(`There is not exactly one interface ${name}.`);
  return body;
};

/**
 * The members of an interface of the packages, read from its source in the order in which they stand there.
 *
 * @throws {Error} if there is no such interface, or more than one
 */
export const membersOf = (name: string): readonly Member[] =>
  Array.from(bodyOf(name).matchAll(/^ {2}readonly (\w+)(\??): ([\s\S]*?);$/gm), ([, member = '', mark, type = '']) => ({
    name: member,
    optional: mark === '?',
    type: typeOf(type, mark === '?'),
  }));

const aliasOf = (name: string): string => {
  const pattern = new RegExp(`^export type ${name} = ([^;]*);$`, 'm');
  const alias = sources.flatMap((source) => pattern.exec(source)?.[1] ?? [])[0];
  if (alias === undefined) throw new Error(`There is no type ${name}.`);
  return alias;
};

/** Types that are better shown than named. */
const shown = /\b(?:CodeChallengeMethod|TokenEndpointAuthMethod|Sha256)\b/g;

/** A type such as `TokenFinder['find']` is shown as the type of that member. */
const memberType = (whole: string, name: string, member: string): string =>
  membersOf(name).find((each) => each.name === member)?.type ?? whole;

const typeOf = (text: string, optional: boolean): string => {
  const line = text
    .replaceAll(/(\w+)\['(\w+)'\]/g, memberType)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/(\w+)\[\]/g, (list, name: string) => (name.match(shown) ? `(${aliasOf(name)})[]` : list))
    .replaceAll(shown, aliasOf);
  return optional ? line.replace(/ \| undefined$/, '').replace(/^\((.*)\)$/, '$1') : line;
};

/** The names of the arguments of a method, by its type. */
export const argumentNames = (type: string): readonly string[] =>
  Array.from((/^\(([^)]*)\)/.exec(type)?.[1] ?? '').matchAll(/(\w+):/g), ([, name = '']) => name);
