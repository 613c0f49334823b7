import type { AccessToken, Owner, Store, Tokens } from '@codegrant/server';

/** What is used of `D1Database`. Its whole type is in @cloudflare/workers-types. */
export interface D1 {
  readonly prepare: (sql: string) => { readonly bind: (...values: readonly unknown[]) => D1Statement };
}

interface D1Statement {
  readonly first: <Row>() => Promise<Row | null>;
  readonly run: () => Promise<unknown>;
}

const sha256 = async (text: string): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).join('.');

/** Who is signed in, by the Cookie header. Your sign-in page adds the session. */
export const d1Owner = async (db: D1, cookie: string | null): Promise<Owner | undefined> => {
  const id = /(?:^|; )session=([\w-]+)/.exec(cookie ?? '')?.[1] ?? '';
  const select = db.prepare('SELECT subject, name FROM sessions WHERE hash = ? AND expires_at > unixepoch()');
  return (await select.bind(await sha256(id)).first<Owner>()) ?? undefined;
};

/** Codes and answers. One statement takes a code and marks it as used. */
export const d1Store = (db: D1): Store => ({
  saveCode: async (record) => {
    const insert = db.prepare('INSERT INTO codes (hash, record, expires_at) VALUES (?, ?, ?)');
    await insert.bind(record.codeHash, JSON.stringify(record), record.expiresAt).run();
  },
  takeCode: async (codeHash, now) => {
    const take = db.prepare(`UPDATE codes SET uses = uses + 1, used_at = coalesce(used_at, ?)
      WHERE hash = ? RETURNING record, uses, used_at`);
    const row = await take.bind(now, codeHash).first<{ record: string; uses: number; used_at: number }>();
    return row === null ? undefined : { record: JSON.parse(row.record), firstUse: row.uses === 1, usedAt: row.used_at };
  },
  recordAnswer: async (id, answer, expiresAt) => {
    const record = db.prepare(`INSERT INTO answers (id, answer, expires_at) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET id = id RETURNING answer`);
    const row = await record.bind(id, answer, expiresAt).first<{ answer: string }>();
    return row?.answer ?? '';
  },
});

/** Opaque access tokens, kept by their hashes. */
export const d1Tokens = (db: D1): Tokens => ({
  issue: async (grant) => {
    const accessToken = crypto.randomUUID() + crypto.randomUUID();
    const issuedAt = Math.floor(Date.now() / 1000);
    const token: AccessToken = { ...grant, issuedAt, expiresAt: issuedAt + 3600 };
    const insert = db.prepare('INSERT INTO tokens (hash, grant_id, token, expires_at) VALUES (?, ?, ?, ?)');
    await insert.bind(await sha256(accessToken), grant.grantId, JSON.stringify(token), token.expiresAt).run();
    return { accessToken, expiresIn: 3600 };
  },
  // By grant, so that a token that is being issued right now is revoked too.
  revoke: async (grantId) => {
    await db.prepare('INSERT INTO revoked (grant_id) VALUES (?) ON CONFLICT DO NOTHING').bind(grantId).run();
  },
});

/** What an access token stands for, for the API that it is for. */
export const d1Token = async (db: D1, accessToken: string): Promise<AccessToken | undefined> => {
  const select = db.prepare(`SELECT token FROM tokens WHERE hash = ? AND expires_at > unixepoch()
    AND grant_id NOT IN (SELECT grant_id FROM revoked)`);
  const row = await select.bind(await sha256(accessToken)).first<{ token: string }>();
  return row === null ? undefined : JSON.parse(row.token);
};
