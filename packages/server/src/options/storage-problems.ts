import { isPromise } from '../ports/awaitable.ts';
import { isStorageReplaced, storagePortNames } from '../ports/storage-ports.ts';
import { namedPortsOf } from './named-ports.ts';

/** What is no port. The types say so too, but JavaScript has no types. */
const shapeProblems = (storage: unknown): readonly string[] =>
  namedPortsOf(storage).flatMap(({ name, ports }) => {
    // It has no member either, so without this the ports would be in memory.
    if (isPromise(ports)) return [`${name} is a promise. Write await before the function that returns it.`];
    if (typeof ports !== 'object' || ports === null || Array.isArray(ports))
      return [
        name === 'storage'
          ? 'storage must be an object with ports, or a list of stores. Write ...sqlStore(db), which sets storage.'
          : `${name} must be what a store returns, such as sqlStore(db).`,
      ];
    return Object.keys(ports)
      .filter((member) => !storagePortNames.includes(member))
      .map(
        (member) =>
          `${name}.${member} is not a port that storage can fill. It can fill ${storagePortNames.join(', ')}. Leave it out.`,
      );
  });

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** What fills a port. */
const fillersOf = (options: object, port: string): readonly string[] => [
  ...(memberOf(options, port) === undefined ? [] : [`the option ${port}`]),
  ...namedPortsOf(memberOf(options, 'storage'))
    .filter(({ ports }) => memberOf(ports, port) !== undefined)
    .map(({ name }) => `${name}.${port}`),
];

const filledTwice = (options: object): readonly string[] =>
  storagePortNames.flatMap((port) => {
    const [first, ...others] = fillersOf(options, port);
    return others.map((other) => `${port} is filled twice, by ${first} and by ${other}. Leave one of them out.`);
  });

const replaced = (options: object): readonly string[] =>
  isStorageReplaced(options)
    ? [
        "storage is set twice, so a store is lost. Write a list: storage: [sqlStore(db, { except: ['store', 'accessTokens'] }), redisStore(send, { except: ['grants'] })].",
      ]
    : [];

/** Returns the problems of the option `storage`: what is no port, what is filled twice, and a store that is lost. */
export const storageProblems = (options: object): readonly string[] => [
  ...replaced(options),
  ...shapeProblems(memberOf(options, 'storage')),
  ...filledTwice(options),
];
