import { describeStore } from '@codegrant/conformance/suite';
import { d1, migrate, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import { openD1 } from '../engines/d1.ts';

describeStore('D1', async () => {
  const { binding, close } = await openD1();
  const db = d1(binding);
  await migrate(db);
  return { storage: { ...sqlStore(db).storage, registry: sqlClientRegistry(db) }, close };
});
