import { isWebsite } from './loopback.ts';
import type { MatchedRedirectUri } from './match-redirect-uri.ts';

/** Who receives an answer, as far as the redirect URI shows. */
export type Destination =
  | { readonly kind: 'website'; readonly host: string }
  /** An app on this device. Nothing proves which one (RFC 8252 §8.6). */
  | { readonly kind: 'loopback'; readonly host: string }
  | { readonly kind: 'scheme'; readonly scheme: string };

/** Reads from a redirect URI who receives the answer. */
export const destinationOf = (redirectUri: MatchedRedirectUri): Destination => {
  const scheme = redirectUri.replace(/:.*/s, '');
  if (!/^https?$/.test(scheme)) return { kind: 'scheme', scheme };
  const { host } = new URL(redirectUri);
  return { kind: isWebsite(redirectUri) ? 'website' : 'loopback', host };
};
