import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { afterAll } from 'vitest';
import makeStore from './make-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'my-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'store.sqlite');

describeStore('my store', () => makeStore(file), {
  ports: ['store'],
  others: { module: join(import.meta.dirname, 'make-store.ts'), argument: () => file },
  codes: 10,
});
