import type { Policy } from '@codegrant/core';
import { issuerOrigin } from '@codegrant/core/internal';
import {
  authorizationRequestSchema,
  clientListQuerySchema,
  consentDetailsSchema,
  consentFormSchema,
  errorResponseSchema,
  grantRequestSchema,
  grantResponseSchema,
  introspectionResponseSchema,
  metadataSchema,
  presentedTokenSchema,
  keySetSchema,
  listQuerySchema,
  oauthClientChangeSchema,
  oauthClientCreationSchema,
  oauthClientErrorSchema,
  oauthClientListResponseSchema,
  oauthClientResponseSchema,
  oauthGrantListResponseSchema,
  oauthGrantResponseSchema,
  registrationErrorSchema,
  registrationRequestBodySchema,
  registrationResponseSchema,
  targetedAuthorizationRequestSchema,
  tokenRequestSchemaOf,
  tokenResponseSchema,
} from '@codegrant/core/schemas';
import { publicUrl } from '../options/base-path.ts';
import type { ServedPaths } from '../options/served-paths.ts';
import { defaultRequestTypes, type RequestType } from '../options/request-types.ts';
import type { JsonSchema, OpenApiDocument, PathItem } from './document.ts';
import { jsonSchemaOf, parametersOf } from './json-schema.ts';
import type { SchemaName } from './responses.ts';

import * as operations from './operations.ts';

export type * from './document.ts';

/** The requests of a server: clients send `resource` to one whose policy has resources. */
const requestSchemasOf = (policy: Policy, grantTypes: readonly string[]) => ({
  authorization: policy.resources.size === 0 ? authorizationRequestSchema : targetedAuthorizationRequestSchema,
  token: tokenRequestSchemaOf({ policy, grantTypes }),
});

type RequestSchemas = ReturnType<typeof requestSchemasOf>;

const schemasOf = ({ authorization, token }: RequestSchemas): Readonly<Record<SchemaName, JsonSchema>> => ({
  AuthorizationRequest: jsonSchemaOf(authorization),
  ConsentDetails: jsonSchemaOf(consentDetailsSchema),
  ConsentForm: jsonSchemaOf(consentFormSchema),
  Error: jsonSchemaOf(errorResponseSchema),
  GrantRequest: jsonSchemaOf(grantRequestSchema),
  GrantResponse: jsonSchemaOf(grantResponseSchema),
  IntrospectionResponse: jsonSchemaOf(introspectionResponseSchema),
  Metadata: jsonSchemaOf(metadataSchema),
  PresentedToken: jsonSchemaOf(presentedTokenSchema),
  JsonWebKeySet: jsonSchemaOf(keySetSchema),
  OAuthClient: jsonSchemaOf(oauthClientResponseSchema),
  OAuthClientChange: jsonSchemaOf(oauthClientChangeSchema),
  OAuthClientCreation: jsonSchemaOf(oauthClientCreationSchema),
  OAuthClientError: jsonSchemaOf(oauthClientErrorSchema),
  OAuthClientList: jsonSchemaOf(oauthClientListResponseSchema),
  OAuthGrant: jsonSchemaOf(oauthGrantResponseSchema),
  OAuthGrantList: jsonSchemaOf(oauthGrantListResponseSchema),
  RegistrationError: jsonSchemaOf(registrationErrorSchema),
  RegistrationRequest: jsonSchemaOf(registrationRequestBodySchema),
  RegistrationResponse: jsonSchemaOf(registrationResponseSchema),
  TokenRequest: jsonSchemaOf(token),
  TokenResponse: jsonSchemaOf(tokenResponseSchema),
});

const hostedPaths = ({ grants, consentDetails }: ServedPaths): Readonly<Record<string, PathItem>> =>
  grants === undefined || consentDetails === undefined
    ? {}
    : {
        [consentDetails.replace('*', '{consent_token}')]: { get: operations.readConsent },
        [grants]: { post: operations.grant },
      };

const presentedTokenPaths = (
  { revoke, introspect }: ServedPaths,
  types: readonly RequestType[],
): Readonly<Record<string, PathItem>> => ({
  ...(revoke === undefined ? {} : { [revoke]: { post: operations.revoke(types) } }),
  ...(introspect === undefined ? {} : { [introspect]: { post: operations.introspect(types) } }),
});

/** The list of grants may have the path of the endpoint that answers are posted to. */
const grantListPaths = ({ grants, grantList, listedGrant }: ServedPaths): Readonly<Record<string, PathItem>> =>
  grantList === undefined || listedGrant === undefined
    ? {}
    : {
        [grantList]: {
          get: operations.listGrants(parametersOf(listQuerySchema)),
          ...(grantList === grants ? { post: operations.grant } : {}),
        },
        [listedGrant.replace('*', '{id}')]: { get: operations.readGrant, delete: operations.revokeGrant },
      };

const clientListPaths = ({
  clientList,
  managedClient,
}: Readonly<Record<string, string>>): Readonly<Record<string, PathItem>> =>
  clientList === undefined || managedClient === undefined
    ? {}
    : {
        [clientList]: {
          get: operations.listClients(parametersOf(clientListQuerySchema)),
          post: operations.createClient,
        },
        [managedClient.replace('*', '{id}')]: {
          get: operations.readClient,
          put: operations.changeClient,
          delete: operations.deleteClient,
        },
      };

const pathsOf = (
  paths: ServedPaths,
  { authorization }: RequestSchemas,
  tokenRequestTypes: readonly RequestType[],
): Readonly<Record<string, PathItem>> => ({
  [paths.authorize]: { get: operations.authorizeByGet(parametersOf(authorization)), post: operations.authorizeByPost },
  [paths.consent]: { post: operations.answerConsent },
  ...hostedPaths(paths),
  ...grantListPaths(paths),
  ...clientListPaths(paths),
  [paths.token]: { post: operations.redeem(tokenRequestTypes) },
  ...presentedTokenPaths(paths, tokenRequestTypes),
  ...(paths['register'] === undefined ? {} : { [paths['register']]: { post: operations.register } }),
  ...(paths['jwks'] === undefined ? {} : { [paths['jwks']]: { get: operations.publishKeys } }),
  [paths.metadata]: { get: operations.describe },
  // An operationId must be unique in the document.
  ...(paths.issuerMetadata === paths.metadata
    ? {}
    : { [paths.issuerMetadata]: { get: { ...operations.describe, operationId: 'issuerMetadata' } } }),
});

/** The paths as clients send them. The well-known path of the issuer is at the root of the host (RFC 8414 §3.1). */
const publicPaths = (paths: ServedPaths, basePath: string): ServedPaths => ({
  ...paths,
  ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, publicUrl(path, basePath)])),
  issuerMetadata: paths.issuerMetadata,
});

/** The members of an `AuthorizationServer` that the document is made from. */
export interface DescribedServer {
  readonly policy: Policy;
  readonly paths: ServedPaths;
  readonly basePath?: string | undefined;
  /** Default: `['form']`. */
  readonly tokenRequestTypes?: readonly RequestType[] | undefined;
  /** Default: none. */
  readonly grantTypes?: readonly string[] | undefined;
}

/**
 * Describes the endpoints of a server in OpenAPI 3.1, from the schemas that the server itself uses. The document is
 * plain data: serve it, write it to a file, or add its paths to those of your own API.
 *
 * @param server an authorization server
 * @param info title, version and description of the document, in place of the defaults
 * @example
 * const document = openApiOf(server);
 * document.paths['/oauth/authorize']?.get?.operationId; // 'authorize'
 */
export const openApiOf = (
  { paths, policy, basePath = '', tokenRequestTypes = defaultRequestTypes, grantTypes = [] }: DescribedServer,
  info: Partial<OpenApiDocument['info']> = {},
): OpenApiDocument => {
  const requests = requestSchemasOf(policy, grantTypes);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Authorization server',
      version: '1.0.0',
      description: 'OAuth 2.0: the authorization code grant with PKCE.',
      ...info,
    },
    servers: [{ url: issuerOrigin(policy.issuer) }],
    paths: pathsOf(publicPaths(paths, basePath), requests, tokenRequestTypes),
    components: { schemas: schemasOf(requests) },
  };
};
