import { type FormInput, formTextOf, type RefusalVerdict, type Rule, withoutSignInMark } from '@codegrant/core';
import { type HttpRequest, splitTarget } from './http-request.ts';
import { httpRules } from './http-rules.ts';
import { formOf, readBody } from './read-body.ts';

/** A form that arrived, or the rule of HTTP that it broke. */
export type ReadForm =
  | { readonly kind: 'form'; readonly form: FormInput; readonly method: 'GET' | 'POST' }
  | { readonly kind: 'broken'; readonly rule: Rule<RefusalVerdict> };

/** The longest authorization request, in bytes: it must fit into the address that sign-in comes back to. */
const queryLimit = 8192;

const broken = (rule: Rule<RefusalVerdict>): ReadForm => ({ kind: 'broken', rule });

const posted = (form: FormInput): ReadForm => ({ kind: 'form', form, method: 'POST' });

const isForm = (contentType: string | undefined): boolean =>
  /^application\/x-www-form-urlencoded[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?;?$/i.test(contentType?.trim() ?? '');

/** Reads the form of a POST. */
export const readPostedForm = async <Context>(request: HttpRequest<Context>): Promise<ReadForm> => {
  if (!isForm(request.header('content-type'))) return broken(httpRules.formType);
  const body = await readBody(request.body());
  switch (body.kind) {
    case 'tooLarge':
      return broken(httpRules.bodySize);
    case 'gone':
      return broken(httpRules.bodyThere);
    case 'brokenOff':
      return broken(httpRules.bodyWhole);
    case 'text':
      return posted(body.text);
    case 'parsed':
      return posted(formOf(body.value));
  }
};

const readQuery = (query: string): ReadForm =>
  withoutSignInMark(query).length > queryLimit
    ? broken(httpRules.querySize)
    : { kind: 'form', form: query, method: 'GET' };

const readPostedRequest = async <Context>(request: HttpRequest<Context>, query: string): Promise<ReadForm> => {
  // Of a request that stands in two places, one half would be judged and the other might be used.
  if (query !== '') return broken(httpRules.postedAlone);
  const read = await readPostedForm(request);
  return read.kind === 'form' && formTextOf(read.form).length > queryLimit ? broken(httpRules.bodySize) : read;
};

/** RFC 6749 §3.1: an authorization request comes in the query of a GET, or in the form of a POST. */
export const readRequestForm = async <Context>(request: HttpRequest<Context>): Promise<ReadForm> => {
  const { query } = splitTarget(request.target);
  return request.method === 'POST' ? readPostedRequest(request, query) : readQuery(query);
};
