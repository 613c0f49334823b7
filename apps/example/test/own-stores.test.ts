import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { othersWith } from '../../../testing/others-with.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import makeStore from './make-reference-store.ts';

// The documents show the code of these files: reference.test.ts compares them.
const file = join(temporaryFolder(), 'reference.sqlite');

describeStore('The ports that docs/reference.md shows', () => makeStore(file), {
  ports: ['store', 'consents', 'clients', 'grants', 'accessTokens'],
  others: othersWith('../apps/example/test/make-reference-store.ts', file),
  codes: 10,
});
