import type { FormInput, Surface } from '@codegrant/core';
import {
  formStringOf,
  httpRules,
  parameterLimit,
  signInLocation,
  toVisibleAscii,
  withoutSignInMark,
} from '@codegrant/core/internal';
import { formOfParsed } from './form-of-parsed.ts';
import { type HttpRequest, splitTarget } from './http-request.ts';
import { broken, type BrokenHttp, type MediaType, readPosted } from './read-posted.ts';

/** A form, or the HTTP rule that the request broke. */
export type ReadForm =
  | { readonly kind: 'form'; readonly form: FormInput; readonly method: 'GET' | 'POST' }
  | BrokenHttp;

/** The longest authorization request, in bytes. */
const queryLimit = 8192;

/**
 * The longest URL of a sign-in page, in bytes. A request of percent-encoded characters needs up to five thirds of its
 * length there. Node accepts 16 KiB of headers: 2 KiB are left for cookies and the like.
 */
const signInLimit = 14_336;

/** A time with as many digits as there are until the year 2286. */
const anyTime = 9_999_999_999;

/** The most bytes of one character in the URL of the sign-in page: three octets, encoded twice, as in `%25E2%2582%25AC`. */
const longestCharacter = 15;

/** More than the characters that the URL of the sign-in page has beside the request and two URLs of the surface. */
const signInExtras = 50;

/**
 * Whether a request cannot be too long, whatever its characters are: then nothing is encoded to measure it. It is below
 * `queryLimit` too, where a character has 9 bytes at most. Most requests are that short.
 */
const isShort = (form: string, { signInUrl, authorizePath }: Surface): boolean =>
  (form.length + signInUrl.length + authorizePath.length + signInExtras) * longestCharacter <= signInLimit;

/**
 * The request is measured as it is sent on: with raw characters percent-encoded, and in the URL of the sign-in page. That is
 * its longest form, so it is rejected before proxies and servers on the way cut it off.
 */
const isTooLong = (form: string, surface: Surface): boolean => {
  if (isShort(form, surface)) return false;
  const query = withoutSignInMark(form);
  if (query.length > queryLimit) return true;
  const visible = toVisibleAscii(query);
  return visible.length > queryLimit || signInLocation({ query: visible, now: anyTime }, surface).length > signInLimit;
};

const hasTooManyParameters = (form: FormInput): boolean =>
  // Between two parameters there is a character.
  form.length >= parameterLimit &&
  (typeof form === 'string' ? form.split('&', parameterLimit + 1) : form).length > parameterLimit;

const formRead = (form: FormInput, method: 'GET' | 'POST'): ReadForm =>
  hasTooManyParameters(form) ? broken(httpRules.parameterCount) : { kind: 'form', form, method };

/** A posted form, unless it has too many parameters. */
export const postedForm = (form: FormInput): ReadForm => formRead(form, 'POST');

/** A form. */
export const urlencoded: MediaType<ReadForm> = {
  name: 'application/x-www-form-urlencoded',
  // Octets that are not UTF-8 are the same as an escape that is not UTF-8: their parameter is undecodable.
  fromText: (text) => postedForm(text.replaceAll('\uFFFD', '%FF')),
  fromParsed: (value) => postedForm(formOfParsed(value)),
};

/**
 * Reads a posted form, for a page of your own such as sign-in.
 *
 * @returns the form, or the HTTP rule that the request broke: its type, its size, or a body that is incomplete or
 *   already read
 */
export const readPostedForm = <Context>(request: HttpRequest<Context>): Promise<ReadForm> =>
  readPosted(request, [urlencoded], httpRules.formType);

const readQuery = (query: string, surface: Surface): ReadForm =>
  isTooLong(query, surface) ? broken(httpRules.querySize) : formRead(query, 'GET');

const readPostedRequest = async <Context>(
  request: HttpRequest<Context>,
  query: string,
  surface: Surface,
): Promise<ReadForm> => {
  // With parameters in both places, one could be validated and the other used.
  if (query !== '') return broken(httpRules.postedAlone);
  const read = await readPostedForm(request);
  return read.kind === 'form' && isTooLong(formStringOf(read.form), surface) ? broken(httpRules.bodySize) : read;
};

/** RFC 6749 §3.1: an authorization request is in the query of a GET, or in the form of a POST. */
export const readRequestForm = <Context>(
  request: HttpRequest<Context>,
  surface: Surface,
): ReadForm | Promise<ReadForm> => {
  const { query } = splitTarget(request.target);
  return request.method === 'POST' ? readPostedRequest(request, query, surface) : readQuery(query, surface);
};
