import type { SetUp } from './subject.ts';

/**
 * What is measured of this project, and the floor that it is compared with. Each is loaded in its process only, with no
 * more code than it needs. A further store is a further line.
 */
export const ownRows = {
  floor: async () => (await import('./floor/floor.ts')).floor,
  'floor, two awaited stores': async () => (await import('./floor/awaited-floor.ts')).awaitedFloor,
  '@codegrant/core': async () => (await import('./own/decide.ts')).core,
  '@codegrant/server, ports with values': async () => (await import('./own/server-rows.ts')).serverWithValues,
  '@codegrant/server, ports with promises': async () => (await import('./own/server-rows.ts')).serverWithPromises,
  '@codegrant/server, memoryStore': async () => (await import('./own/server-rows.ts')).serverWithMemoryStore,
  '@codegrant/server, sqlStore in node:sqlite': async () =>
    (await import('./own/server-with-sqlite.ts')).serverWithSqlite,
  '@codegrant/server, body as a stream': async () => (await import('./own/server-rows.ts')).serverWithStream,
} satisfies Readonly<Record<string, () => Promise<SetUp>>>;

/** The name of a row of this project. */
export type OwnRowName = keyof typeof ownRows;

export const isOwnRow = (name: string): name is OwnRowName => Object.hasOwn(ownRows, name);
