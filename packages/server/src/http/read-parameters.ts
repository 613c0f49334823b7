import { httpRules } from '@codegrant/core/internal';
import type { HttpRequest } from './http-request.ts';
import { jsonParameters } from './read-json-parameters.ts';
import { type ReadForm, readPostedForm, urlencoded } from './read-form.ts';
import { readPosted } from './read-posted.ts';

/** Reads the parameters of a client's request: a form or, if the endpoint accepts JSON too, a JSON object of strings. */
export const readPostedParameters = <Context>(
  request: HttpRequest<Context>,
  types: readonly ('form' | 'json')[],
): Promise<ReadForm> =>
  types.includes('json')
    ? readPosted(request, [urlencoded, jsonParameters], httpRules.parametersType)
    : readPostedForm(request);
