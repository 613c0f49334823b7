import { request as requestTo } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { listen } from '../listen.ts';

/** Starts a proxy for one test. It keeps back the responses to the consent form for so long. Returns its origin. */
export const startSlowProxy = async (serverUrl: string, milliseconds: number): Promise<string> => {
  const { origin, close } = await listen((request, response) => {
    const { method, url, headers } = request;
    const forwarded = requestTo(new URL(url ?? '/', serverUrl), { method, headers }, async (answer) => {
      if (url === '/oauth/consent') await setTimeout(milliseconds);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forwarded);
  });
  onTestFinished(close);
  return origin;
};
