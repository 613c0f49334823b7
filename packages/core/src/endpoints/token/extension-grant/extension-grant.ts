import type { Client } from '../../../client/client.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { invalidTokenRequest, rejectToken, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import { answered } from '../../../flow/flow.ts';
import { Broken, type Stage, stage } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';
import type { OptionalGrantType } from '../grant-type/optional-grant-type.ts';

/** RFC 8707 §2 and RFC 8693 §2.1: the parameters that may repeat. */
const repeatable: ReadonlySet<string> = /* @__PURE__ */ new Set(['resource', 'audience']);

/** What proves who the client is. It was checked already, and is of no use for anything else. */
const credentials: ReadonlySet<string> = /* @__PURE__ */ new Set(['client_secret', 'client_assertion']);

/** The parameters of a token request with an extension grant, without the credentials of the client. */
export interface ExtensionParameters {
  /** Returns the value of a parameter. `undefined` if the request does not contain the parameter, or if the value is empty. */
  readonly get: (name: string) => string | undefined;
  /**
   * Returns every value of `resource` or `audience`, in the order of the request. For another parameter, returns a list with its value, or an
   * empty list.
   */
  readonly all: (name: string) => readonly string[];
}

/** A token request with a grant type of the operator, whose client has authenticated and is registered for the grant type. */
export interface ExtensionGrantRequest {
  readonly kind: 'extensionGrant';
  readonly client: Client;
  readonly grantType: string;
  readonly parameters: ExtensionParameters;
}

const parametersOf = (params: Params): ExtensionParameters => ({
  get: (name) => (credentials.has(name) ? undefined : params.values.get(name)),
  all: (name) => (credentials.has(name) ? [] : params.all(name).filter((value) => value !== '')),
});

const isOnce = ({ params }: GrantTypeRequest): boolean => [...params.repeated].every((name) => repeatable.has(name));

/** RFC 6749 §3.2 and §4.5: a function of the operator gets parameters that mean one thing. */
export const extensionGrantStage: Stage<GrantTypeRequest, ExtensionGrantRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<GrantTypeRequest, TokenRejectionVerdict>()
    .require(
      {
        name: 'extension-parameters-once',
        requirements: ['R235'],
        source: 'RFC 6749 §3.2',
        message: 'A parameter was sent more than once. Send each parameter once, except resource and audience.',
        verdict: invalidTokenRequest,
      },
      isOnce,
    )
    .refine(
      {
        name: 'extension-parameters-decode',
        requirements: ['R235'],
        source: 'RFC 6749 appendix B',
        message: 'A parameter is not UTF-8. In a form, encode every value with encodeURIComponent.',
        verdict: invalidTokenRequest,
      },
      ({ params, client, grantType }): ExtensionGrantRequest | undefined =>
        params.malformed.size > 0
          ? undefined
          : { kind: 'extensionGrant', client, grantType, parameters: parametersOf(params) },
    );

/**
 * A grant type of the operator at the token endpoint: the syntax of its parameters. A function of the operator decides the rest.
 *
 * @param name as in `grant_type`
 * @see RFC 6749 §4.5
 */
export const extensionGrant = (name: string): OptionalGrantType<ExtensionGrantRequest> => ({
  name,
  flow: (request) => {
    const extension = extensionGrantStage.run(request);
    return answered(
      extension instanceof Broken ? rejectToken(extension.rule, { clientId: request.client.client_id }) : extension,
    );
  },
});
