import type { Rule } from '../rules/rule.ts';
import { badRequest, type RefusalVerdict } from './refusal.ts';

type HttpRule =
  | 'methodServed'
  | 'notPrefetched'
  | 'querySize'
  | 'bodySize'
  | 'parameterCount'
  | 'formType'
  | 'parametersType'
  | 'jsonType'
  | 'jsonReadable'
  | 'postedAlone'
  | 'bodyThere'
  | 'bodyWhole'
  | 'serverWorks'
  | 'serverAvailable'
  | 'limitKept';

/**
 * A code expires after 60 seconds by default, so a client must have time to redeem it at the second or third try. A
 * database that restarts or fails over needs some seconds.
 */
const retryAfterSeconds = 5;

/** The most parameters that are read, the same number as in the parser of Express. Each costs time, even if it is empty. */
export const parameterLimit = 1000;

/** The rules of HTTP for a request. They are checked before its content is read. */
export const httpRules: Readonly<Record<HttpRule, Rule<RefusalVerdict>>> = {
  methodServed: {
    name: 'method-served',
    requirements: ['R8', 'R125'],
    source: 'RFC 9110 §15.5.6',
    message: 'This endpoint does not serve this method. The Allow header lists the allowed methods.',
    verdict: { status: 405 },
  },
  notPrefetched: {
    name: 'not-prefetched',
    requirements: ['R76', 'R96'],
    source: 'RFC 9110 §9.2.1',
    message: 'An authorization request cannot be prefetched. Open the link.',
    verdict: { status: 503 },
  },
  querySize: {
    name: 'query-size',
    requirements: ['R5'],
    source: 'RFC 9110 §15.5.15',
    message:
      'The request is too long. Send at most 8192 bytes. The URL of the sign-in page contains the request, percent-encoded once more, and may have at most 14336 bytes. Send a shorter state, or fewer scopes.',
    verdict: { status: 414 },
  },
  bodySize: {
    name: 'body-size',
    requirements: ['R5'],
    source: 'RFC 9110 §15.5.14',
    message:
      'The body is too large. Send at most 65536 bytes. An authorization request may have at most 8192 bytes. The URL of the sign-in page contains the request, percent-encoded once more, and may have at most 14336 bytes.',
    verdict: { status: 413 },
  },
  parameterCount: {
    name: 'parameter-count',
    requirements: ['R5'],
    source: 'RFC 9110 §15.5.1',
    message: `The request has too many parameters. Send at most ${parameterLimit} parameters.`,
    verdict: badRequest,
  },
  formType: {
    name: 'form-type',
    requirements: ['R22'],
    source: 'RFC 6749 appendix B',
    message: 'The body is not a form. Send a body of the type application/x-www-form-urlencoded.',
    verdict: { status: 415 },
  },
  parametersType: {
    name: 'parameters-type',
    requirements: ['R22', 'R194'],
    source: 'RFC 6749 appendix B',
    message:
      'The body is neither a form nor JSON. Send a body of the type application/x-www-form-urlencoded or application/json.',
    verdict: { status: 415 },
  },
  jsonType: {
    name: 'json-type',
    requirements: ['R108'],
    source: 'RFC 9110 §15.5.16',
    message: 'The content type of the body is not JSON. Send a body of the type application/json.',
    verdict: { status: 415 },
  },
  jsonReadable: {
    name: 'json-readable',
    requirements: ['R108'],
    source: 'RFC 8259 §2',
    message: 'The body is not valid JSON. Check its quotes, commas and brackets.',
    verdict: badRequest,
  },
  postedAlone: {
    name: 'posted-alone',
    requirements: ['R8', 'R12'],
    source: 'RFC 6749 §3.1',
    message: 'The posted request has a query as well as a form. Put every parameter in the form.',
    verdict: badRequest,
  },
  bodyThere: {
    name: 'body-there',
    requirements: ['R63'],
    source: 'RFC 6749 §4.1.2.1',
    message:
      'Another middleware of this server has already consumed the body. Mount the handler before that middleware, or keep the parsed body on the request.',
    verdict: { status: 500 },
  },
  bodyWhole: {
    name: 'body-whole',
    requirements: ['R5'],
    source: 'RFC 9112 §8',
    message: 'The body ended too early. Send the request again.',
    verdict: badRequest,
  },
  serverWorks: {
    name: 'server-works',
    requirements: ['R63'],
    source: 'RFC 6749 §4.1.2.1',
    message: 'This server had an unexpected problem. Try again later.',
    verdict: { status: 500 },
  },
  serverAvailable: {
    name: 'server-available',
    requirements: ['R191', 'R192'],
    source: 'RFC 6749 §4.1.2.1',
    message: 'This server is temporarily unavailable. Try again in a few seconds.',
    verdict: { status: 503, retryAfterSeconds },
  },
  limitKept: {
    name: 'limit-kept',
    requirements: ['R337'],
    source: 'RFC 6585 §4',
    message: 'Too many requests. Wait as many seconds as the Retry-After header says, and try again.',
    verdict: { status: 429 },
  },
};
