import { isJsonObject } from '../encoding/json-object.ts';
import { badRequest, type RefusalVerdict } from '../errors/refusal.ts';
import { type Stage, stage } from '../rules/stage.ts';
import { type ValueKind, valueKind } from './value-kind.ts';

/** A JSON value that was posted. */
export interface JsonBody {
  readonly value: unknown;
  /**
   * The number of members in the text of the value: see `memberCount`. `undefined` if a body parser ran before, which keeps only the
   * last of two equal names, and no text.
   */
  readonly memberCount: number | undefined;
}

/** The parameters of a JSON object, as the pairs of a form. */
export type JsonParameters = readonly (readonly [name: string, value: string])[];

interface JsonObject {
  readonly members: readonly (readonly [name: string, value: unknown])[];
  readonly memberCount: number | undefined;
}

const hasNo =
  (kind: ValueKind) =>
  ({ members }: JsonObject): boolean =>
    members.every(([, value]) => valueKind(value) !== kind);

/** The rules for parameters in JSON: one flat object of strings, which means the same as a form. */
export const jsonParametersStage: Stage<JsonBody, JsonParameters, RefusalVerdict> = /* @__PURE__ */ stage<
  JsonBody,
  RefusalVerdict
>()
  .refine(
    {
      name: 'json-object',
      requirements: ['R194'],
      source: 'RFC 8259 §4',
      message: 'The body is JSON, but not an object. Send one object whose members are the parameters.',
      verdict: badRequest,
    },
    ({ value, memberCount }): JsonObject | undefined =>
      isJsonObject(value) ? { members: Object.entries(value), memberCount } : undefined,
  )
  .require(
    {
      name: 'json-value-not-list',
      requirements: ['R196'],
      source: 'RFC 6749 appendix A',
      message: 'The value of a parameter is a list. Send each parameter once, with a string as its value.',
      verdict: badRequest,
    },
    hasNo('list'),
  )
  .require(
    {
      name: 'json-value-not-object',
      requirements: ['R196'],
      source: 'RFC 6749 appendix A',
      message:
        'The value of a parameter is an object. Send a string. Put every parameter directly into the object that is the body.',
      verdict: badRequest,
    },
    hasNo('object'),
  )
  .require(
    {
      name: 'json-value-not-number',
      requirements: ['R196'],
      source: 'RFC 6749 appendix A',
      message: 'The value of a parameter is a number. Send the value as a string, in quotation marks.',
      verdict: badRequest,
    },
    hasNo('number'),
  )
  .require(
    {
      name: 'json-value-not-boolean',
      requirements: ['R196'],
      source: 'RFC 6749 appendix A',
      message: 'The value of a parameter is true or false. Send the value as a string, in quotation marks.',
      verdict: badRequest,
    },
    hasNo('boolean'),
  )
  .require(
    {
      name: 'json-value-not-null',
      requirements: ['R196'],
      source: 'RFC 6749 appendix A',
      message: 'The value of a parameter is null. Leave the parameter out, or send a string.',
      verdict: badRequest,
    },
    hasNo('null'),
  )
  .refine(
    {
      name: 'json-names-once',
      requirements: ['R195'],
      source: 'RFC 6749 §3.2',
      message: 'The JSON object repeats a name. Send each parameter once.',
      verdict: badRequest,
    },
    ({ members, memberCount = members.length }): JsonParameters | undefined =>
      memberCount === members.length
        ? // The rules before have left nothing but strings.
          members.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
        : undefined,
  );
