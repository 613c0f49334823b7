import { scryptSync, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { returnPath } from '@codegrant/server'; // new
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import session from '@fastify/session';
import Fastify, { type FastifyRequest } from 'fastify';
import { mountOAuth } from './fastify-oauth.ts'; // new

declare module 'fastify' {
  interface Session {
    userId?: string;
  }
}

const hash = (password: string): Uint8Array => scryptSync(password, 'use a random salt for each user', 32);

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT UNIQUE, password_hash BLOB)');
db.prepare('INSERT INTO users VALUES (?, ?, ?)').run('17', 'ada@example.org', hash('correct horse'));

const app = Fastify({ logger: true });
await app.register(formbody);
await app.register(cookie);
await app.register(session, {
  secret: process.env['SESSION_SECRET'] ?? 'replace this with 32 random characters',
  cookie: { secure: 'auto', sameSite: 'lax' },
});

const form = `<form method="post">
  <label>E-mail <input name="email"></label> <label>Password <input name="password" type="password"></label>
  <button>Sign in</button>
</form>`;
app.get('/login', (_request, reply) => reply.type('text/html').send(form));

type Login = FastifyRequest<{ Body: Record<string, string>; Querystring: Record<string, string> }>;

app.post('/login', async (request: Login, reply) => {
  const { email = '', password = '' } = request.body;
  const user = db.prepare('SELECT id, password_hash FROM users WHERE email = ?').get(email);
  const kept = user?.['password_hash'];
  if (!(kept instanceof Uint8Array) || !timingSafeEqual(kept, hash(password)))
    return reply.code(401).send('Try again.');
  await request.session.regenerate();
  request.session.userId = String(user?.['id']);
  return reply.redirect(returnPath(request.query['return_to']) ?? '/', 303); // was: reply.redirect('/')
});

await mountOAuth(app, db); // new
await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' });
