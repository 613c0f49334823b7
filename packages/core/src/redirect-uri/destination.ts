import { isThisDevice } from './this-device.ts';

/** Every kind of destination. */
export const destinationKinds = ['website', 'this_device', 'app'] as const;

/** A kind of destination: see {@link Destination}. */
export type DestinationKind = (typeof destinationKinds)[number];

/** Who receives an answer, as far as the redirect URI shows. Only a website proves who it is (RFC 8252 §8.6). */
export type Destination =
  | { readonly kind: 'website'; readonly host: string }
  /** A program that listens at a host of this device. */
  | { readonly kind: 'this_device'; readonly host: string }
  /** The app on this device that opens links with the scheme. */
  | { readonly kind: 'app'; readonly scheme: string };

const schemeOf = (uri: string): string => {
  const colon = uri.indexOf(':');
  return colon === -1 ? uri : uri.slice(0, colon);
};

/** `URL.canParse` before `new URL` would parse every URL twice. */
const parsed = (uri: string): URL | undefined => {
  try {
    return new URL(uri);
  } catch {
    return undefined;
  }
};

/** Reads from a redirect URI who receives the answer. */
export const destinationOf = (redirectUri: string): Destination => {
  const scheme = schemeOf(redirectUri);
  const url = scheme === 'https' || scheme === 'http' ? parsed(redirectUri) : undefined;
  if (url === undefined) return { kind: 'app', scheme };
  // RFC 9700 §2.6: http leads to this device alone.
  return { kind: scheme === 'https' && !isThisDevice(url.hostname) ? 'website' : 'this_device', host: url.host };
};

/** What users are told of where a URI leads: the host, or the scheme with its colon. */
export const placeOf = (uri: string): string => {
  const to = destinationOf(uri);
  return to.kind === 'app' ? `${to.scheme}:` : to.host;
};
