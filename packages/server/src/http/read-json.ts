import { httpRules } from '@codegrant/core/internal';
import type { HttpRequest } from './http-request.ts';
import { broken, type BrokenHttp, type MediaType, readPosted } from './read-posted.ts';

/** JSON that arrived, or the rule of HTTP that it broke. */
export type ReadJson = { readonly kind: 'json'; readonly value: unknown } | BrokenHttp;

const parse = (text: string): ReadJson => {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return broken(httpRules.jsonReadable);
  }
};

const json: MediaType<ReadJson> = {
  name: 'application/json',
  rule: httpRules.jsonType,
  fromText: parse,
  fromParsed: (value) => ({ kind: 'json', value }),
};

/** Reads the JSON of a POST. The type keeps out the forms of other sites: a browser asks before it sends JSON to another origin. */
export const readPostedJson = <Context>(request: HttpRequest<Context>): Promise<ReadJson> => readPosted(request, json);
