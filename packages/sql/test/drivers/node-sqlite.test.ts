import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { temporaryFolder } from '../../../../testing/temporary-folder.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import makeStore from '../makers/node-sqlite.ts';

const file = join(temporaryFolder(), 'store.sqlite');

describeStore('node:sqlite', () => makeStore(file), { others: othersWith('sql/test/makers/node-sqlite.ts', file) });
