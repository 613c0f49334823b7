import { Database } from 'bun:sqlite';
import { bunSqlite } from '@codegrant/sql';
import { storedHandler } from './stored-handler.ts';

/** The part of Bun that is used here. */
declare const Bun: { readonly serve: (options: object) => void };

const fetch = await storedHandler(bunSqlite(new Database('bun.sqlite')));
Bun.serve({ port: Number(process.env['PORT']), hostname: '127.0.0.1', fetch });
