import type { JsonBody, RefusalVerdict, Rule } from '@codegrant/core';
import type { HttpRequest } from './http-request.ts';
import { httpRules } from './http-rules.ts';
import { readBody } from './read-body.ts';

/** JSON that arrived, or the rule of HTTP that it broke. */
export type ReadJson =
  | ({ readonly kind: 'json' } & JsonBody)
  | { readonly kind: 'broken'; readonly rule: Rule<RefusalVerdict> };

const broken = (rule: Rule<RefusalVerdict>): ReadJson => ({ kind: 'broken', rule });

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?;?$/i.test(contentType?.trim() ?? '');

const parse = (text: string): ReadJson => {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return broken(httpRules.jsonReadable);
  }
};

/** Reads the JSON of a POST. The type keeps out the forms of other sites: a browser asks before it sends JSON to another origin. */
export const readPostedJson = async <Context>(request: HttpRequest<Context>): Promise<ReadJson> => {
  if (!isJson(request.header('content-type'))) return broken(httpRules.jsonType);
  const body = await readBody(request.body());
  switch (body.kind) {
    case 'tooLarge':
      return broken(httpRules.bodySize);
    case 'gone':
      return broken(httpRules.bodyThere);
    case 'brokenOff':
      return broken(httpRules.bodyWhole);
    case 'text':
      return parse(body.text);
    case 'parsed':
      return { kind: 'json', value: body.value };
  }
};
