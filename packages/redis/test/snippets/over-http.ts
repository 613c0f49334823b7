import type { SendCommand } from '@codegrant/redis';

/** Sends commands to Upstash, or to another Redis that takes them as JSON over HTTP. */
export const overHttp =
  (url: string, token: string): SendCommand =>
  async (command) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(command) });
    const { result, error } = (await response.json()) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
