import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { othersWith } from '../engines/others.ts';
import { temporaryFolder } from '../engines/temporary-folder.ts';
import makeStore from '../makers/better-sqlite3.ts';

const file = join(temporaryFolder(), 'store.sqlite');

describeStore('better-sqlite3', () => makeStore(file), {
  others: othersWith('better-sqlite3.ts', file),
  codes: 10,
});
