import { schema } from '@codegrant/sql';
import { Miniflare, type MiniflareOptions } from 'miniflare';

const options: MiniflareOptions = {
  modules: true,
  scriptPath: 'stores/workerd.js',
  compatibilityDate: '2026-07-01',
  compatibilityFlags: ['nodejs_compat'],
  d1Databases: ['DB'],
  d1Persist: 'stores/d1',
  // It would fetch properties of requests from Cloudflare.
  cf: false,
};

/** Creates the tables before the Worker serves, as a migration of Wrangler does. */
const createTables = async (): Promise<void> => {
  const workerd = new Miniflare(options);
  const db = await workerd.getD1Database('DB');
  const statements = schema('sqlite')
    .split(/(?<=;)\n/)
    .filter((statement) => statement !== '');
  await db.batch(statements.map((statement) => db.prepare(statement)));
  await workerd.dispose();
};

await createTables();
const workerd = new Miniflare({ ...options, host: '127.0.0.1', port: Number(process.env['PORT']) });
process.once('SIGTERM', () => void workerd.dispose());
