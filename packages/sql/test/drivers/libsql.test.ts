import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { temporaryFolder } from '../../../../testing/temporary-folder.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import makeStore from '../makers/libsql.ts';

const file = join(temporaryFolder(), 'store.sqlite');

describeStore('@libsql/client', () => makeStore(file), {
  others: othersWith('sql/test/makers/libsql.ts', file),
  // Each write waits for the disk.
  codes: 5,
  calls: 10,
});
