import { readRedirectUri } from '../redirect-uri/read-redirect-uri.ts';

/** Returns the problems of the redirect URIs of a registration. Each is a sentence that names the URI. */
export const redirectUriProblems = (
  uris: readonly string[],
  listedSchemes: readonly string[] = [],
): readonly string[] =>
  uris.flatMap((uri, index) => {
    const reading = readRedirectUri(uri, listedSchemes);
    return reading.kind === 'valid' ? [] : [`redirect_uris.${index} ${JSON.stringify(uri)} ${reading.problem}.`];
  });
