import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { othersWith } from '../engines/others.ts';
import { temporaryFolder } from '../engines/temporary-folder.ts';
import makeStore from '../makers/libsql.ts';

const file = join(temporaryFolder(), 'store.sqlite');

describeStore('@libsql/client', () => makeStore(file), {
  others: othersWith('libsql.ts', file),
  // Each write waits for the disk.
  codes: 5,
  calls: 10,
});
