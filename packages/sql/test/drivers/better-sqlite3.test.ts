import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { temporaryFolder } from '../../../../testing/temporary-folder.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import makeStore from '../makers/better-sqlite3.ts';

const file = join(temporaryFolder(), 'store.sqlite');

describeStore('better-sqlite3', () => makeStore(file), {
  others: othersWith('sql/test/makers/better-sqlite3.ts', file),
  codes: 10,
});
