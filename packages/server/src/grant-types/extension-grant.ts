import { extensionGrant as extensionGrantOf, type ExtensionGrantRequest, type TokenRejection } from '@codegrant/core';
import { type GrantedExtension, grantedExtension, isResourceUri } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { guarded } from '../ports/guarded-call.ts';
import { answerExtensionGrant, type ExtensionGrant, portOf } from './extension-answer.ts';
import { issueGrant } from './issue-grant.ts';
import type { IssuedGrant, IssuingSettings, ServedGrantType } from './served-grant-type.ts';

/** RFC 6749 appendix A.10: a name, or an absolute URI. */
const isGrantType = (name: unknown): boolean =>
  typeof name === 'string' && (/^[A-Za-z0-9._-]+$/.test(name) || isResourceUri(name));

/** The grant types that the server answers itself. A function for one of them would never be called. */
const ownGrantTypes: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  'authorization_code',
  'refresh_token',
  'client_credentials',
]);

// The types say so too, but JavaScript has no types.
const problemsOf = (name: unknown, grant: unknown): readonly string[] => [
  ...(ownGrantTypes.has(name)
    ? [`extensionGrant('${String(name)}') is a grant type of the server itself: leave it out of grantTypes.`]
    : []),
  ...(isGrantType(name)
    ? []
    : [
        `extensionGrant has ${JSON.stringify(name)}, which is no grant type: a name of letters, digits and . _ -, or an absolute URI (RFC 6749 §4.5).`,
      ]),
  ...(typeof grant === 'function' ? [] : [`${portOf(String(name))} must have a function.`]),
];

/** Issues the access token of a grant that the function of the operator made. */
const issued = (
  { grant, grantRecord }: GrantedExtension,
  { grants, tokens }: IssuingSettings,
): Awaitable<IssuedGrant> =>
  mapAwaitable(grantRecord && grants.saveGrant(grantRecord), () => issueGrant(grant, tokens));

const issue = (
  request: ExtensionGrantRequest,
  grant: ExtensionGrant,
  settings: IssuingSettings,
): Awaitable<IssuedGrant | TokenRejection> => {
  const { policy, portTimeoutMilliseconds } = settings;
  const limited = guarded(portOf(request.grantType), grant, portTimeoutMilliseconds);
  return mapAwaitable(answerExtensionGrant(request, limited, policy), (answer) => {
    switch (answer.kind) {
      case 'rejectToken':
        return answer;
      case 'extensionTokens':
        return { kind: 'issued', grant: { subject: undefined, scope: answer.scope }, tokens: answer.tokens };
      case 'extensionAccess':
        return issued(grantedExtension(request, answer.access, settings, settings.now(), settings.entropy()), settings);
    }
  });
};

/**
 * A grant type of your own, such as the device flow or token exchange. A client can use the grant type only if its `grant_types`
 * contain the name.
 *
 * @param name the value of `grant_type`: an absolute URI, or a name
 * @param grant answers a token request. The server calls this function after the client has authenticated
 * @see RFC 6749 §4.5
 * @example
 * const exchange = extensionGrant('urn:ietf:params:oauth:grant-type:token-exchange', async (client, { get }) => {
 *   const subject = await subjectOf(get('subject_token'));
 *   return subject === undefined ? { error: 'invalid_grant' } : { subject, scope: ['read'] };
 * });
 * const server = createAuthorizationServer({ ...options, grantTypes: [exchange] });
 */
export const extensionGrant = (name: string, grant: ExtensionGrant): ServedGrantType => {
  const { flow } = extensionGrantOf(name);
  return {
    name,
    problems: () => problemsOf(name, grant),
    *flow(request, settings, ports) {
      const outcome = yield* flow(request, settings, ports);
      return outcome.kind === 'rejectToken'
        ? outcome
        : {
            kind: 'accepted',
            grantType: name,
            client: outcome.client,
            issue: (issuing) => issue(outcome, grant, issuing),
          };
    },
  };
};
