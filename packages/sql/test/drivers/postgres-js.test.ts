import { describeStore } from '@codegrant/conformance/suite';
import { describeWithPostgresql } from '../engines/describe-with-postgresql.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import makeStore from '../makers/postgres-js.ts';

describeWithPostgresql('PostgreSQL', (schema) => {
  const argument = JSON.stringify(schema);
  describeStore('postgres.js', () => makeStore(argument), {
    others: othersWith('sql/test/makers/postgres-js.ts', argument),
    codes: 10,
  });
});
