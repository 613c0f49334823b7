import clientAndRedirectUri from '../../vectors/authorize/client-and-redirect-uri.json' with { type: 'json' };
import redirectUriComparison from '../../vectors/authorize/redirect-uri-comparison.json' with { type: 'json' };
import loopback from '../../vectors/authorize/loopback.json' with { type: 'json' };
import privateUseSchemes from '../../vectors/authorize/private-use-schemes.json' with { type: 'json' };
import parameters from '../../vectors/authorize/parameters.json' with { type: 'json' };
import encoding from '../../vectors/authorize/encoding.json' with { type: 'json' };
import responseType from '../../vectors/authorize/response-type.json' with { type: 'json' };
import responseMode from '../../vectors/authorize/response-mode.json' with { type: 'json' };
import scope from '../../vectors/authorize/scope.json' with { type: 'json' };
import unknownScope from '../../vectors/authorize/unknown-scope.json' with { type: 'json' };
import resource from '../../vectors/authorize/resource.json' with { type: 'json' };
import furtherParameters from '../../vectors/authorize/further-parameters.json' with { type: 'json' };
import state from '../../vectors/authorize/state.json' with { type: 'json' };
import pkce from '../../vectors/authorize/pkce.json' with { type: 'json' };
import errorRedirects from '../../vectors/authorize/error-redirects.json' with { type: 'json' };
import successRedirects from '../../vectors/authorize/success-redirects.json' with { type: 'json' };
import issuerIdentification from '../../vectors/authorize/issuer-identification.json' with { type: 'json' };
import post from '../../vectors/authorize/post.json' with { type: 'json' };
import pages from '../../vectors/authorize/pages.json' with { type: 'json' };
import settle from '../../vectors/authorize/settle.json' with { type: 'json' };
import registrationAndPolicy from '../../vectors/authorize/registration-and-policy.json' with { type: 'json' };
import untrustedClients from '../../vectors/authorize/untrusted-clients.json' with { type: 'json' };
import { readAuthorizeVectors, type AuthorizeVector } from './authorize-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the authorization endpoint. */
export const authorizeVectors: readonly VectorGroup<AuthorizeVector>[] = groups(readAuthorizeVectors, {
  'client-and-redirect-uri': clientAndRedirectUri,
  'redirect-uri-comparison': redirectUriComparison,
  loopback,
  'private-use-schemes': privateUseSchemes,
  parameters,
  encoding,
  'response-type': responseType,
  'response-mode': responseMode,
  scope,
  'unknown-scope': unknownScope,
  resource,
  'further-parameters': furtherParameters,
  state,
  pkce,
  'error-redirects': errorRedirects,
  'success-redirects': successRedirects,
  'issuer-identification': issuerIdentification,
  post,
  pages,
  settle,
  'registration-and-policy': registrationAndPolicy,
  'untrusted-clients': untrustedClients,
});
