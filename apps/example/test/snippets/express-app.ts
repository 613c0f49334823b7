import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { accessTokenOf } from '@codegrant/node'; // new
import { returnPath } from '@codegrant/server'; // new
import express from 'express';
import session from 'express-session';
import { mountOAuth } from './express-oauth.ts'; // new

declare module 'express-session' {
  interface SessionData {
    userId: string;
  }
}

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, salt BLOB, password_hash BLOB)');
const salt = randomBytes(16);
db.prepare('INSERT INTO users VALUES (?, ?, ?, ?)').run(
  17,
  'ada@example.org',
  salt,
  scryptSync('correct horse', salt, 32),
);

const app = express();
app.use(
  session({
    secret: process.env['SESSION_SECRET'] ?? randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto' },
  }),
);

const form = `<form method="post">
  <label>E-mail <input name="email"></label> <label>Password <input name="password" type="password"></label>
  <button>Sign in</button>
</form>`;
app.get('/login', (_request, response) => void response.send(form));

app.post('/login', express.urlencoded(), (request, response, next) => {
  const { email, password } = request.body;
  const user = db.prepare('SELECT * FROM users WHERE email = ?').get(String(email));
  const right =
    user !== undefined &&
    timingSafeEqual(user['password_hash'] as Uint8Array, scryptSync(String(password), user['salt'] as Uint8Array, 32));
  if (!right) return void response.status(401).send(`<p>Try again.</p>${form}`);
  request.session.regenerate((error) => {
    if (error !== undefined && error !== null) return next(error);
    request.session.userId = String(user['id']);
    response.redirect(303, returnPath(request.query['return_to']) ?? '/'); // was: response.redirect(303, '/')
  });
});

const requireScope = mountOAuth(app, db); // new: after the session middleware

app.get('/api/me', requireScope('read'), (request, response) => {
  response.json({ id: accessTokenOf(request).subject });
});

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
