import { DatabaseSync } from 'node:sqlite';
import { nodeSqlite } from '@codegrant/sql';
import { storedHandler } from './stored-handler.ts';

/** The part of Deno that is used here. */
declare const Deno: {
  readonly env: { readonly get: (name: string) => string };
  readonly serve: (options: object, handler: (request: Request) => Promise<Response>) => void;
};

const handle = await storedHandler(nodeSqlite(new DatabaseSync('deno.sqlite')));
Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1' }, handle);
