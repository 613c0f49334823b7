import { join } from 'node:path';
import { describeStore } from '@codegrant/conformance/suite';
import { openD1 } from '../../../packages/sql/test/engines/d1.ts';
import { othersWith } from '../../../testing/others-with.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { read } from './documents.ts';
import makeStore from './make-reference-store.ts';
import { d1Store } from './snippets/d1.ts';

// The documents show the code of these files: reference.test.ts and docs.test.ts compare them.
const file = join(temporaryFolder(), 'reference.sqlite');

describeStore('The ports that docs/reference.md shows', () => makeStore(file), {
  others: othersWith('../apps/example/test/make-reference-store.ts', file),
  codes: 10,
});

describeStore(
  'The store that the README of @codegrant/fetch shows, over D1 in workerd',
  async () => {
    const { binding, close } = await openD1();
    await binding.exec(read('apps/example/test/snippets/d1.sql'));
    return { storage: { store: d1Store(binding) }, close };
  },
  { ports: ['store'] },
);
