import { awaitedFloor } from './floor/awaited-floor.ts';
import { floor } from './floor/floor.ts';
import { core } from './own/decide.ts';
import { memoryPorts } from './own/memory-ports.ts';
import { valuePorts } from './own/ports.ts';
import { promisePorts } from './own/promise-ports.ts';
import { bodyAsStream, server } from './own/server.ts';
import type { SetUp } from './subject.ts';

/** What is measured of this project, and the floor that it is compared with. A further store is a further line. */
export const ownRows = {
  floor,
  'floor, two awaited stores': awaitedFloor,
  '@codegrant/core': core,
  '@codegrant/server, ports with values': server(valuePorts),
  '@codegrant/server, ports with promises': server(promisePorts),
  '@codegrant/server, memoryStore': server(memoryPorts),
  '@codegrant/server, body as a stream': server(valuePorts, bodyAsStream),
} satisfies Readonly<Record<string, SetUp>>;

/** The name of a row of this project. */
export type OwnRowName = keyof typeof ownRows;

export const isOwnRow = (name: string): name is OwnRowName => Object.hasOwn(ownRows, name);
