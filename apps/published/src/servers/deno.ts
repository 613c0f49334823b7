import { handler } from './fetch.ts';

/** The part of Deno that is used here. */
declare const Deno: {
  readonly env: { readonly get: (name: string) => string };
  readonly serve: (options: object, handler: (request: Request) => Promise<Response>) => void;
};

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1' }, (request) => handler.fetch(request));
