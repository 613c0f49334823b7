import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { othersWith } from '../engines/others.ts';
import { temporaryFolder } from '../engines/temporary-folder.ts';
import makeStore from '../makers/node-sqlite.ts';

const file = join(temporaryFolder(), 'store.sqlite');

describeStore('node:sqlite', () => makeStore(file), { others: othersWith('node-sqlite.ts', file) });
