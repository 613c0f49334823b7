import { freePort } from '../../../testing/free-port.ts';

/** The origin of a port that was free a moment ago. Another process may still take it first. */
export const freeOrigin = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
