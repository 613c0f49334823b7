import { readRedirectUri } from '../redirect-uri/read-redirect-uri.ts';

/** What a client registers, as far as it is known to be readable. */
interface GivenRegistration {
  readonly redirect_uris?: unknown;
  readonly grant_types?: unknown;
}

/** RFC 6749 §3.1.2.2: only a grant that redirects the browser needs a redirect URI. */
export const missingRedirectUris = ({
  redirect_uris,
  grant_types = ['authorization_code'],
}: GivenRegistration): readonly string[] =>
  redirect_uris === undefined && Array.isArray(grant_types) && grant_types.includes('authorization_code')
    ? ['redirect_uris is missing.']
    : [];

/** Returns the problems of the redirect URIs of a registration. Each is a sentence that names the URI. */
export const redirectUriProblems = (
  uris: readonly string[],
  listedSchemes: readonly string[] = [],
): readonly string[] =>
  uris.flatMap((uri, index) => {
    const reading = readRedirectUri(uri, listedSchemes);
    return reading.kind === 'valid' ? [] : [`redirect_uris.${index} ${JSON.stringify(uri)} ${reading.problem}.`];
  });
