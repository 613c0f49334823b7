import type { Rule } from '../rules/rule.ts';
import type { RefusalVerdict } from './refusal.ts';

type HttpRule =
  | 'methodServed'
  | 'querySize'
  | 'bodySize'
  | 'formType'
  | 'jsonType'
  | 'jsonReadable'
  | 'postedAlone'
  | 'bodyThere'
  | 'bodyWhole'
  | 'serverWorks';

/** What HTTP itself asks of a request, before anything in it is read. */
export const httpRules: Readonly<Record<HttpRule, Rule<RefusalVerdict>>> = {
  methodServed: {
    name: 'method-served',
    requirements: ['R8', 'R125'],
    source: 'RFC 9110 §15.5.6',
    says: 'The method is one that this address answers.',
    message: 'This address does not answer that method. The Allow header names those that it answers.',
    verdict: { status: 405 },
  },
  querySize: {
    name: 'query-size',
    requirements: ['R5'],
    source: 'RFC 9110 §15.5.15',
    says: 'An authorization request has at most 8192 bytes.',
    message: 'The request is longer than 8192 bytes. Send a shorter state, or fewer scopes.',
    verdict: { status: 414 },
  },
  bodySize: {
    name: 'body-size',
    requirements: ['R5'],
    source: 'RFC 9110 §15.5.14',
    says: 'A body has at most 65536 bytes, and an authorization request in it at most 8192.',
    message: 'The body is too large. A body may have 65536 bytes, and an authorization request 8192.',
    verdict: { status: 413 },
  },
  formType: {
    name: 'form-type',
    requirements: ['R22'],
    source: 'RFC 6749 appendix B',
    says: 'A posted form is application/x-www-form-urlencoded in UTF-8.',
    message: 'The body is not a form. Send it as application/x-www-form-urlencoded in UTF-8.',
    verdict: { status: 415 },
  },
  jsonType: {
    name: 'json-type',
    requirements: ['R108'],
    source: 'RFC 9110 §15.5.16',
    says: 'What is posted to the grants endpoint is application/json.',
    message: 'The body is not JSON by its type. Send it as application/json.',
    verdict: { status: 415 },
  },
  jsonReadable: {
    name: 'json-readable',
    requirements: ['R108'],
    source: 'RFC 8259 §2',
    says: 'What is posted as JSON is JSON.',
    message: 'The body is not JSON. Check it for quotes, commas and brackets.',
    verdict: { status: 400 },
  },
  postedAlone: {
    name: 'posted-alone',
    requirements: ['R8', 'R12'],
    source: 'RFC 6749 §3.1',
    says: 'A posted request stands in its form alone, not in the query as well.',
    message: 'The request was posted with a query beside the form. Put every parameter into the form.',
    verdict: { status: 400 },
  },
  bodyThere: {
    name: 'body-there',
    requirements: ['R63'],
    source: 'RFC 6749 §4.1.2.1',
    says: 'The body has not been read away by other middleware.',
    message:
      'Something in this server has read the body before it came here. Mount the handler before it, or leave the parsed body in place.',
    verdict: { status: 500 },
  },
  bodyWhole: {
    name: 'body-whole',
    requirements: ['R5'],
    source: 'RFC 9112 §8',
    says: 'The body came whole.',
    message: 'The body broke off before its end. Send it again.',
    verdict: { status: 400 },
  },
  serverWorks: {
    name: 'server-works',
    requirements: ['R63'],
    source: 'RFC 6749 §4.1.2.1',
    says: 'Everything that the server depends on works.',
    message: 'Something that this server depends on does not work at the moment. Try again later.',
    verdict: { status: 500 },
  },
};
