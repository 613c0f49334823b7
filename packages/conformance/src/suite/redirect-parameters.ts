import { locationIn } from '../wire/location-in.ts';
import type { WireResponse } from '../wire/send.ts';

/** The parameters of the URL that a response sends the browser to. A URL without a host is on the vectors' server. */
export const redirectParameters = (response: WireResponse): URLSearchParams => {
  const location = locationIn(response);
  if (location === undefined) throw new Error('The response sends the browser nowhere.');
  return new URL(location, 'https://login.example').searchParams;
};

/** The code that a redirect brings to the client. */
export const codeIn = (response: WireResponse): string => redirectParameters(response).get('code') ?? '';

/** The `return_to` path that a redirect brings to the sign-in page. */
export const returnToOf = (response: WireResponse): string => redirectParameters(response).get('return_to') ?? '';
