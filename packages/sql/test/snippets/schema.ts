import { schema } from '@codegrant/sql';

console.log(schema('sqlite'));
