import type { Policy } from '../settings/policy.ts';
import { allowsMethod } from '../settings/allows-method.ts';
import type { Client } from './client.ts';

const undeclared = (member: 'scope' | 'required_scope', tokens: readonly string[], policy: Policy): readonly string[] =>
  tokens
    .filter((token) => !policy.scopes.has(token))
    .map(
      (token) =>
        `${member} ${token} is registered for the client but not declared in policy.scopes: ` +
        `declare it there, or remove it from ${member} of the client.`,
    );

const methodConflicts = ({ code_challenge_methods = [] }: Client, policy: Policy): readonly string[] =>
  code_challenge_methods
    .filter((method) => !allowsMethod(policy, method))
    .map(
      (method) =>
        `code_challenge_method ${method} is registered for the client but not allowed by the policy: ` +
        `set policy.plainCodeChallenge, or remove it from code_challenge_methods of the client.`,
    );

const refreshConflicts = (
  { refresh_tokens = 'never' }: Client,
  { refreshTokens, scopes }: Policy,
): readonly string[] => {
  if (refresh_tokens === 'never') return [];
  if (refreshTokens === 'never')
    return [
      `refresh_tokens ${refresh_tokens} is registered for the client, but policy.refreshTokens is never: ` +
        'set it to offline_access or always, or remove refresh_tokens of the client.',
    ];
  return refresh_tokens === 'offline_access' && !scopes.has('offline_access')
    ? [
        'refresh_tokens offline_access is registered for the client, but the scope offline_access is not declared in ' +
          'policy.scopes: declare it there, or remove refresh_tokens of the client.',
      ]
    : [];
};

const introspectionConflicts = ({ introspection }: Client, { resources }: Policy): readonly string[] =>
  typeof introspection === 'string'
    ? []
    : introspection
        .filter((uri) => !resources.has(uri))
        .map(
          (uri) =>
            `introspection ${uri} is registered for the client but not declared in policy.resources: ` +
            'declare it there with the same spelling, or remove it from introspection of the client.',
        );

/**
 * Returns what the registration of a client names and the policy lacks, each as a sentence with both places. The client
 * would never get it.
 */
export const policyConflicts = (client: Client, policy: Policy): readonly string[] => [
  ...undeclared('scope', client.scope ?? [], policy),
  ...undeclared('required_scope', client.required_scope, policy),
  ...methodConflicts(client, policy),
  ...refreshConflicts(client, policy),
  ...introspectionConflicts(client, policy),
];
