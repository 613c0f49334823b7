import authorizeClientAndRedirectUri from '../../vectors/authorize/client-and-redirect-uri.json' with { type: 'json' };
import authorizeRedirectUriComparison from '../../vectors/authorize/redirect-uri-comparison.json' with { type: 'json' };
import authorizeLoopback from '../../vectors/authorize/loopback.json' with { type: 'json' };
import authorizePrivateUseSchemes from '../../vectors/authorize/private-use-schemes.json' with { type: 'json' };
import authorizeParameters from '../../vectors/authorize/parameters.json' with { type: 'json' };
import authorizeEncoding from '../../vectors/authorize/encoding.json' with { type: 'json' };
import authorizeResponseType from '../../vectors/authorize/response-type.json' with { type: 'json' };
import authorizeResponseMode from '../../vectors/authorize/response-mode.json' with { type: 'json' };
import authorizeScope from '../../vectors/authorize/scope.json' with { type: 'json' };
import authorizeUnknownScope from '../../vectors/authorize/unknown-scope.json' with { type: 'json' };
import authorizeResource from '../../vectors/authorize/resource.json' with { type: 'json' };
import authorizeFurtherParameters from '../../vectors/authorize/further-parameters.json' with { type: 'json' };
import redemptionFurtherParameters from '../../vectors/redemption/further-parameters.json' with { type: 'json' };
import authorizeState from '../../vectors/authorize/state.json' with { type: 'json' };
import authorizePkce from '../../vectors/authorize/pkce.json' with { type: 'json' };
import authorizeErrorRedirects from '../../vectors/authorize/error-redirects.json' with { type: 'json' };
import authorizeSuccessRedirects from '../../vectors/authorize/success-redirects.json' with { type: 'json' };
import authorizeIssuerIdentification from '../../vectors/authorize/issuer-identification.json' with { type: 'json' };
import authorizePost from '../../vectors/authorize/post.json' with { type: 'json' };
import authorizePages from '../../vectors/authorize/pages.json' with { type: 'json' };
import authorizeSettle from '../../vectors/authorize/settle.json' with { type: 'json' };
import authorizeRegistrationAndPolicy from '../../vectors/authorize/registration-and-policy.json' with { type: 'json' };
import consentResource from '../../vectors/consent/resource.json' with { type: 'json' };
import consentForms from '../../vectors/consent/forms.json' with { type: 'json' };
import consentTokens from '../../vectors/consent/tokens.json' with { type: 'json' };
import consentGrants from '../../vectors/consent/grants.json' with { type: 'json' };
import consentRepeated from '../../vectors/consent/repeated.json' with { type: 'json' };
import consentDetails from '../../vectors/consent/details.json' with { type: 'json' };
import consentRedirectTo from '../../vectors/consent/redirect-to.json' with { type: 'json' };
import registrationThisDevice from '../../vectors/registration/this-device.json' with { type: 'json' };
import registrationRedirectUris from '../../vectors/registration/redirect-uris.json' with { type: 'json' };
import registrationClients from '../../vectors/registration/clients.json' with { type: 'json' };
import registrationOperators from '../../vectors/registration/operators.json' with { type: 'json' };
import registrationStrangers from '../../vectors/registration/strangers.json' with { type: 'json' };
import consentIssuerIdentification from '../../vectors/consent/issuer-identification.json' with { type: 'json' };
import consentUnknownScope from '../../vectors/consent/unknown-scope.json' with { type: 'json' };
import registrationAuthentication from '../../vectors/registration/authentication.json' with { type: 'json' };
import redemptionRequests from '../../vectors/redemption/requests.json' with { type: 'json' };
import redemptionClientAuthentication from '../../vectors/redemption/client-authentication.json' with { type: 'json' };
import redemptionRegisteredMethod from '../../vectors/redemption/registered-method.json' with { type: 'json' };
import redemptionCodes from '../../vectors/redemption/codes.json' with { type: 'json' };
import redemptionReuse from '../../vectors/redemption/reuse.json' with { type: 'json' };
import redemptionPkce from '../../vectors/redemption/pkce.json' with { type: 'json' };
import redemptionRefreshTokens from '../../vectors/redemption/refresh-tokens.json' with { type: 'json' };
import refreshRequests from '../../vectors/refresh/requests.json' with { type: 'json' };
import refreshClients from '../../vectors/refresh/clients.json' with { type: 'json' };
import refreshScope from '../../vectors/refresh/scope.json' with { type: 'json' };
import refreshExpiry from '../../vectors/refresh/expiry.json' with { type: 'json' };
import refreshReuse from '../../vectors/refresh/reuse.json' with { type: 'json' };
import refreshResource from '../../vectors/refresh/resource.json' with { type: 'json' };
import refreshRotation from '../../vectors/refresh/rotation.json' with { type: 'json' };
import redemptionAbsentChallenge from '../../vectors/redemption/absent-challenge.json' with { type: 'json' };
import redemptionJson from '../../vectors/redemption/json.json' with { type: 'json' };
import redemptionResource from '../../vectors/redemption/resource.json' with { type: 'json' };
import clientCredentialsClients from '../../vectors/client-credentials/clients.json' with { type: 'json' };
import clientCredentialsScope from '../../vectors/client-credentials/scope.json' with { type: 'json' };
import clientCredentialsResource from '../../vectors/client-credentials/resource.json' with { type: 'json' };
import clientCredentialsJson from '../../vectors/client-credentials/json.json' with { type: 'json' };
import extensionGrantRequests from '../../vectors/extension-grant/requests.json' with { type: 'json' };
import clientList from '../../vectors/clients.json' with { type: 'json' };
import refreshClientList from '../../vectors/refresh-clients.json' with { type: 'json' };
import grantTypeClientList from '../../vectors/grant-type-clients.json' with { type: 'json' };
import revocationRequests from '../../vectors/revocation/requests.json' with { type: 'json' };
import revocationClients from '../../vectors/revocation/clients.json' with { type: 'json' };
import revocationRefreshTokens from '../../vectors/revocation/refresh-tokens.json' with { type: 'json' };
import revocationAccessTokens from '../../vectors/revocation/access-tokens.json' with { type: 'json' };
import revocationUnknownTokens from '../../vectors/revocation/unknown-tokens.json' with { type: 'json' };
import revocationJson from '../../vectors/revocation/json.json' with { type: 'json' };
import introspectionRequests from '../../vectors/introspection/requests.json' with { type: 'json' };
import introspectionAskers from '../../vectors/introspection/askers.json' with { type: 'json' };
import introspectionAccessTokens from '../../vectors/introspection/access-tokens.json' with { type: 'json' };
import introspectionRefreshTokens from '../../vectors/introspection/refresh-tokens.json' with { type: 'json' };
import introspectionResourceServers from '../../vectors/introspection/resource-servers.json' with { type: 'json' };
import introspectionOwners from '../../vectors/introspection/owners.json' with { type: 'json' };
import grantListLists from '../../vectors/grant-list/lists.json' with { type: 'json' };
import grantListPages from '../../vectors/grant-list/pages.json' with { type: 'json' };
import grantListSingleGrants from '../../vectors/grant-list/single-grants.json' with { type: 'json' };
import bearerHeader from '../../vectors/bearer/header.json' with { type: 'json' };
import bearerTokens from '../../vectors/bearer/tokens.json' with { type: 'json' };
import bearerScope from '../../vectors/bearer/scope.json' with { type: 'json' };
import bearerResource from '../../vectors/bearer/resource.json' with { type: 'json' };
import bearerChallenge from '../../vectors/bearer/challenge.json' with { type: 'json' };
import introspectionClientList from '../../vectors/introspection-clients.json' with { type: 'json' };
import policyList from '../../vectors/policies.json' with { type: 'json' };
import { type BearerVector, readBearerVectors } from './bearer-vector.ts';
import { type ConsentVector, readConsentVectors } from './consent-vector.ts';
import {
  type IntrospectionVector,
  readIntrospectionVectors,
  readRevocationVectors,
  type RevocationVector,
} from './presented-token-vector.ts';
import { type GrantListVector, readGrantListVectors } from './grant-list-vector.ts';
import { readRefreshVectors, type RefreshVector } from './refresh-vector.ts';
import { readTokenVectors, type TokenVector } from './token-vector.ts';
import { type AuthorizeVector, readAuthorizeVectors } from './authorize-vector.ts';
import { readRedemptionVectors, type RedemptionVector } from './redemption-vector.ts';
import { readRegistrationVectors, type RegistrationVector } from './registration-vector.ts';

/** The vectors of one file, under its name. */
export interface VectorGroup<Vector> {
  readonly name: string;
  readonly vectors: readonly Vector[];
}

const groups = <Vector>(
  read: (file: unknown) => readonly Vector[],
  files: Readonly<Record<string, unknown>>,
): readonly VectorGroup<Vector>[] => Object.entries(files).map(([name, file]) => ({ name, vectors: read(file) }));

/** Requests to the authorization endpoint. */
export const authorizeVectors: readonly VectorGroup<AuthorizeVector>[] = groups(readAuthorizeVectors, {
  'client-and-redirect-uri': authorizeClientAndRedirectUri,
  'redirect-uri-comparison': authorizeRedirectUriComparison,
  loopback: authorizeLoopback,
  'private-use-schemes': authorizePrivateUseSchemes,
  parameters: authorizeParameters,
  encoding: authorizeEncoding,
  'response-type': authorizeResponseType,
  'response-mode': authorizeResponseMode,
  scope: authorizeScope,
  'unknown-scope': authorizeUnknownScope,
  resource: authorizeResource,
  'further-parameters': authorizeFurtherParameters,
  state: authorizeState,
  pkce: authorizePkce,
  'error-redirects': authorizeErrorRedirects,
  'success-redirects': authorizeSuccessRedirects,
  'issuer-identification': authorizeIssuerIdentification,
  post: authorizePost,
  pages: authorizePages,
  settle: authorizeSettle,
  'registration-and-policy': authorizeRegistrationAndPolicy,
});

/** Answers to consent requests, and requests for their details. */
export const consentVectors: readonly VectorGroup<ConsentVector>[] = groups(readConsentVectors, {
  forms: consentForms,
  tokens: consentTokens,
  repeated: consentRepeated,
  grants: consentGrants,
  details: consentDetails,
  'redirect-to': consentRedirectTo,
  resource: consentResource,
  'unknown-scope': consentUnknownScope,
  'issuer-identification': consentIssuerIdentification,
});

/** Registrations of clients. */
export const registrationVectors: readonly VectorGroup<RegistrationVector>[] = groups(readRegistrationVectors, {
  'redirect-uris': registrationRedirectUris,
  clients: registrationClients,
  operators: registrationOperators,
  strangers: registrationStrangers,
  'this-device': registrationThisDevice,
  authentication: registrationAuthentication,
});

/** Requests to the token endpoint. */
export const redemptionVectors: readonly VectorGroup<RedemptionVector>[] = groups(readRedemptionVectors, {
  requests: redemptionRequests,
  'client-authentication': redemptionClientAuthentication,
  'registered-method': redemptionRegisteredMethod,
  codes: redemptionCodes,
  'further-parameters': redemptionFurtherParameters,
  reuse: redemptionReuse,
  pkce: redemptionPkce,
  'absent-challenge': redemptionAbsentChallenge,
  json: redemptionJson,
  resource: redemptionResource,
  'refresh-tokens': redemptionRefreshTokens,
});

/** Requests to the token endpoint with a refresh token. */
export const refreshVectors: readonly VectorGroup<RefreshVector>[] = groups(readRefreshVectors, {
  requests: refreshRequests,
  clients: refreshClients,
  scope: refreshScope,
  expiry: refreshExpiry,
  reuse: refreshReuse,
  rotation: refreshRotation,
  resource: refreshResource,
});

/** Requests of clients for access tokens of their own. */
export const clientCredentialsVectors: readonly VectorGroup<TokenVector>[] = groups(readTokenVectors, {
  clients: clientCredentialsClients,
  scope: clientCredentialsScope,
  resource: clientCredentialsResource,
  json: clientCredentialsJson,
});

/** Requests with a grant type of the operator. */
export const extensionGrantVectors: readonly VectorGroup<TokenVector>[] = groups(readTokenVectors, {
  requests: extensionGrantRequests,
});

/** Requests to the revocation endpoint. */
export const revocationVectors: readonly VectorGroup<RevocationVector>[] = groups(readRevocationVectors, {
  requests: revocationRequests,
  clients: revocationClients,
  'refresh-tokens': revocationRefreshTokens,
  'access-tokens': revocationAccessTokens,
  'unknown-tokens': revocationUnknownTokens,
  json: revocationJson,
});

/** Requests to the introspection endpoint. */
export const introspectionVectors: readonly VectorGroup<IntrospectionVector>[] = groups(readIntrospectionVectors, {
  requests: introspectionRequests,
  askers: introspectionAskers,
  'access-tokens': introspectionAccessTokens,
  'refresh-tokens': introspectionRefreshTokens,
  'resource-servers': introspectionResourceServers,
  owners: introspectionOwners,
});

/** Requests to the list of grants. */
export const grantListVectors: readonly VectorGroup<GrantListVector>[] = groups(readGrantListVectors, {
  lists: grantListLists,
  pages: grantListPages,
  'single-grants': grantListSingleGrants,
});

/** Requests to protected resources. */
export const bearerVectors: readonly VectorGroup<BearerVector>[] = groups(readBearerVectors, {
  header: bearerHeader,
  tokens: bearerTokens,
  scope: bearerScope,
  resource: bearerResource,
  challenge: bearerChallenge,
});

/** The clients of the vectors that can be sent to any server, as registrations (RFC 7591). */
export const vectorClients: readonly unknown[] = clientList;

/** The same, and the clients of the vectors that need stored tokens, or another grant type. */
export const allVectorClients: readonly unknown[] = [
  ...clientList,
  ...refreshClientList,
  ...introspectionClientList,
  ...grantTypeClientList,
];

/** The policies that the vectors use, by name. */
export const vectorPolicies: Readonly<Record<string, unknown>> = policyList;
