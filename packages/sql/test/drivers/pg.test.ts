import { describeStore } from '@codegrant/conformance/suite';
import { describeWithPostgresql } from '../engines/describe-with-postgresql.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import makeStore from '../makers/pg.ts';

describeWithPostgresql('PostgreSQL', (schema) => {
  const argument = JSON.stringify(schema);
  describeStore('pg', () => makeStore(argument), { others: othersWith('sql/test/makers/pg.ts', argument) });
});
