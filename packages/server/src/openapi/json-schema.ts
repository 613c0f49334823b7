import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import * as v from 'valibot';
import type { JsonSchema, Parameter } from './document.ts';

/** Converts a schema of the server into a JSON Schema. */
export const jsonSchemaOf = (schema: GenericSchema): JsonSchema => {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12', errorMode: 'throw' });
  return rest;
};

const objectSchema = v.object({
  properties: v.record(v.string(), v.looseObject({ description: v.optional(v.string()) })),
  required: v.optional(v.array(v.string()), []),
});

/** Converts the members of an object schema into query parameters. */
export const parametersOf = (schema: GenericSchema): readonly Parameter[] => {
  const { properties, required } = v.parse(objectSchema, jsonSchemaOf(schema));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    schema: rest,
  }));
};
