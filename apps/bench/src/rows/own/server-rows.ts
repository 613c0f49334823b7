import type { SetUp } from '../subject.ts';
import { memoryPorts } from './memory-ports.ts';
import { valuePorts } from './ports.ts';
import { promisePorts } from './promise-ports.ts';
import { bodyAsStream, server } from './server.ts';

export const serverWithValues: SetUp = server(valuePorts);

export const serverWithPromises: SetUp = server(promisePorts);

export const serverWithMemoryStore: SetUp = server(memoryPorts);

export const serverWithStream: SetUp = server(valuePorts, bodyAsStream);
