import type { Rule } from '@codegrant/core';
import { httpRules, type RefusalVerdict } from '@codegrant/core/internal';
import type { HttpRequest } from './http-request.ts';
import { readBody } from './read-body.ts';

/** A rule of HTTP that a request broke. */
export interface BrokenHttp {
  readonly kind: 'broken';
  readonly rule: Rule<RefusalVerdict>;
}

/** Says which rule of HTTP was broken. */
export const broken = (rule: Rule<RefusalVerdict>): BrokenHttp => ({ kind: 'broken', rule });

/** How a body of one media type is read. */
export interface MediaType<Value> {
  /** In lower case, as in `application/json`. */
  readonly name: string;
  /** What a body of another type breaks. */
  readonly rule: Rule<RefusalVerdict>;
  readonly fromText: (text: string) => Value | BrokenHttp;
  /** From what a body parser that ran before made of it. */
  readonly fromParsed: (value: unknown) => Value;
}

/** A charset may be named that is the only one in any case. */
const parameters = /^[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?;?$/i;

/** RFC 9110 §8.3.1: the type, in whatever case. */
const isOfType = (contentType: string | undefined, name: string): boolean => {
  const given = (contentType ?? '').trim();
  return given.slice(0, name.length).toLowerCase() === name && parameters.test(given.slice(name.length));
};

/** Reads a posted body of one media type. */
export const readPosted = async <Value, Context>(
  request: HttpRequest<Context>,
  { name, rule, fromText, fromParsed }: MediaType<Value>,
): Promise<Value | BrokenHttp> => {
  if (!isOfType(request.header('content-type'), name)) return broken(rule);
  const body = await readBody(request.body());
  switch (body.kind) {
    case 'tooLarge':
      return broken(httpRules.bodySize);
    case 'gone':
      return broken(httpRules.bodyThere);
    case 'brokenOff':
      return broken(httpRules.bodyWhole);
    case 'text':
      return fromText(body.text);
    case 'parsed':
      return fromParsed(body.value);
  }
};
