// The schemas of requests and replies, for the OpenAPI document and for tests. They are not in `internal.ts`: what only answers requests
// does not load them. They may change in any release.
export {
  authorizationRequestSchema,
  targetedAuthorizationRequestSchema,
} from './endpoints/authorization/request/authorization-request-schema.ts';
export {
  clientListQuerySchema,
  oauthClientChangeSchema,
  oauthClientCreationSchema,
  oauthClientErrorSchema,
  oauthClientListResponseSchema,
  oauthClientResponseSchema,
} from './endpoints/client-management/oauth-client-schema.ts';
export { consentDetailsSchema } from './endpoints/consent/consent-details-schema.ts';
export { consentFormSchema } from './endpoints/consent/consent-form-schema.ts';
export { grantRequestSchema } from './endpoints/consent/grant-request-schema.ts';
export { grantResponseSchema } from './endpoints/consent/grant-response-schema.ts';
export { introspectionResponseSchema } from './endpoints/introspection/introspection-response-schema.ts';
export {
  listQuerySchema,
  oauthGrantListResponseSchema,
  oauthGrantResponseSchema,
} from './endpoints/grant-list/oauth-grant-schema.ts';
export { keySetSchema } from './endpoints/metadata/key-set-schema.ts';
export { metadataSchema } from './endpoints/metadata/metadata-schema.ts';
export { presentedTokenSchema } from './endpoints/presented-token/presented-token-schema.ts';
export {
  registrationErrorSchema,
  registrationRequestBodySchema,
  registrationResponseSchema,
} from './endpoints/registration/registration-response-schema.ts';
export { tokenRequestSchemaOf } from './endpoints/token/token-request-schema.ts';
export { tokenResponseSchema } from './endpoints/token/token-response-schema.ts';
export { errorResponseSchema } from './errors/error-response-schema.ts';
