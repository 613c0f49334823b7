import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@codegrant/node';
import { type ClientRegistry, createAuthorizationServer, registration } from '@codegrant/server';
import { serverOptions } from '../server-options.ts';
import { exchanges } from '../soak-requests.ts';

/** What a flood of registrations led to. */
export interface Flood {
  /** How many registrations were accepted, and how many were refused because the registry was full. */
  readonly created: number;
  readonly full: number;
  /** How many clients that registered themselves the registry has at the end. */
  readonly kept: number;
  /** How often a client of the operator got tokens meanwhile, and how long that took at most, in milliseconds. */
  readonly signIns: number;
  readonly longestSignIn: number;
}

/** How many registrations are under way at the same time. */
const parallel = 32;

const metadata = JSON.stringify({
  client_name: 'A client of a flood',
  redirect_uris: ['https://flood.example/callback'],
  token_endpoint_auth_method: 'none',
});

const register = async (origin: string): Promise<'created' | 'full'> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${origin}/oauth/register`, { method: 'POST', headers, body: metadata });
  const text = await response.text();
  if (response.status !== 201 && response.status !== 503)
    throw new Error(`A registration was answered with ${response.status}: ${text}`);
  return response.status === 201 ? 'created' : 'full';
};

/** Signs a client in, again and again, as long as `isGoing` says. Returns how long each took, in milliseconds. */
const signInWhile = async (origin: string, isGoing: () => boolean): Promise<readonly number[]> => {
  const durations: number[] = [];
  do {
    const start = performance.now();
    await exchanges['valid']?.(origin);
    durations.push(performance.now() - start);
  } while (isGoing());
  return durations;
};

/** Registers clients at a server as fast as it answers, while another client signs its user in. */
export const flood = async (registry: ClientRegistry, registrations: number, maxClients: number): Promise<Flood> => {
  const endpoints = [registration({ registry, maxClients })];
  const server = createServer(toNodeHandler(createAuthorizationServer({ ...serverOptions(), endpoints })));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const counts = { created: 0, full: 0 };
  let left = registrations;
  const work = async (): Promise<void> => {
    while (left-- > 0) counts[await register(origin)] += 1;
  };
  try {
    const flooded = Promise.all(Array.from({ length: parallel }, work));
    const durations = await signInWhile(origin, () => left > 0);
    await flooded;
    const { total } = await registry.listClients({ origin: 'self' }, 0, 1);
    return { ...counts, kept: total, signIns: durations.length, longestSignIn: Math.round(Math.max(...durations)) };
  } finally {
    server.closeAllConnections();
    server.close();
  }
};
