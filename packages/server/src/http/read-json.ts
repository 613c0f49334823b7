import { httpRules, parseJson } from '@codegrant/core/internal';
import type { HttpRequest } from './http-request.ts';
import { broken, type BrokenHttp, type MediaType, readPosted } from './read-posted.ts';

/** A JSON value, or the HTTP rule that the request broke. */
export type ReadJson = { readonly kind: 'json'; readonly value: unknown } | BrokenHttp;

const parse = (text: string): ReadJson => {
  const parsed = parseJson(text);
  return parsed === undefined ? broken(httpRules.jsonReadable) : { kind: 'json', value: parsed.value };
};

const json: MediaType<ReadJson> = {
  name: 'application/json',
  fromText: parse,
  fromParsed: (value) => ({ kind: 'json', value }),
};

/**
 * Reads posted JSON. Forms of other sites cannot have this type: a browser sends a preflight before JSON to another
 * origin.
 */
export const readPostedJson = <Context>(request: HttpRequest<Context>): Promise<ReadJson> =>
  readPosted(request, [json], httpRules.jsonType);
