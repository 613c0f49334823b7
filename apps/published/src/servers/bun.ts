import { handler } from './fetch.ts';

/** The part of Bun that is used here. */
declare const Bun: { readonly serve: (options: object) => void };

Bun.serve({
  port: Number(process.env['PORT']),
  hostname: '127.0.0.1',
  fetch: (request: Request) => handler.fetch(request),
});
