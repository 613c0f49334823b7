import { DatabaseSync } from 'node:sqlite';
import type { MadeStore } from '@codegrant/conformance/suite';

export default (file: string): MadeStore => {
  const db = new DatabaseSync(file, { timeout: 60_000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS codes (hash TEXT PRIMARY KEY, record TEXT NOT NULL, uses INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE IF NOT EXISTS answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL)`);
  const save = db.prepare('INSERT INTO codes (hash, record) VALUES (?, ?)');
  const take = db.prepare('UPDATE codes SET uses = uses + 1 WHERE hash = ? RETURNING record, uses');
  const record = db.prepare(`INSERT INTO answers (id, answer) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET id = id RETURNING answer`);
  return {
    storage: {
      store: {
        saveCode: (code) => void save.run(code.codeHash, JSON.stringify(code)),
        takeCode: (codeHash) => {
          const row = take.get(codeHash);
          return row && { record: JSON.parse(String(row['record'])), firstUse: row['uses'] === 1 };
        },
        recordAnswer: (id, answer) => String(record.get(id, answer)?.['answer']),
      },
    },
    close: () => db.close(),
  };
};
