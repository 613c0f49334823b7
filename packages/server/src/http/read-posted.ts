import type { Rule } from '@codegrant/core';
import { httpRules, type RefusalVerdict } from '@codegrant/core/internal';
import type { HttpRequest } from './http-request.ts';
import { readBody } from './read-body.ts';

/** The HTTP rule that a request broke. */
export interface BrokenHttp {
  readonly kind: 'broken';
  readonly rule: Rule<RefusalVerdict>;
}

/** Names the HTTP rule that a request broke. */
export const broken = (rule: Rule<RefusalVerdict>): BrokenHttp => ({ kind: 'broken', rule });

/** How a body of one media type is read. */
export interface MediaType<Value> {
  /** In lower case, such as `application/json`. */
  readonly name: string;
  readonly fromText: (text: string) => Value | BrokenHttp;
  /** Reads the result of a body parser that ran before. */
  readonly fromParsed: (value: unknown) => Value;
}

/**
 * Parameters such as a charset change nothing: neither type defines one, what is percent-encoded is ASCII, and JSON is
 * UTF-8 (RFC 8259 §11).
 */
const parameters = /^[ \t]*(?:;|$)/;

/** RFC 9110 §8.3.1: types are compared without regard to case. */
const isOfType = (contentType: string | undefined, name: string): boolean => {
  const given = (contentType ?? '').trim();
  return given.slice(0, name.length).toLowerCase() === name && parameters.test(given.slice(name.length));
};

/**
 * Reads a posted body.
 *
 * @param types the media types that the endpoint accepts
 * @param otherType the rule that a body of any other type breaks
 */
export const readPosted = async <Value, Context>(
  request: HttpRequest<Context>,
  types: readonly MediaType<Value>[],
  otherType: Rule<RefusalVerdict>,
): Promise<Value | BrokenHttp> => {
  const contentType = request.header('content-type');
  const type = types.find(({ name }) => isOfType(contentType, name));
  if (type === undefined) return broken(otherType);
  const reading = readBody(request.body());
  const body = reading instanceof Promise ? await reading : reading;
  switch (body.kind) {
    case 'tooLarge':
      return broken(httpRules.bodySize);
    case 'alreadyRead':
      return broken(httpRules.bodyThere);
    case 'incomplete':
      return broken(httpRules.bodyWhole);
    case 'text':
      return type.fromText(body.text);
    case 'parsed':
      return type.fromParsed(body.value);
  }
};
