import type { WireResponse } from '../wire/send.ts';

/** The parameters in the Location of a redirect. A Location without a host is on the vectors' server. */
export const redirectParameters = ({ headers }: WireResponse): URLSearchParams => {
  const location = headers['location'];
  if (location === undefined) throw new Error('The response is no redirect.');
  return new URL(location, 'https://login.example').searchParams;
};

/** The code that a redirect brings to the client. */
export const codeIn = (response: WireResponse): string => redirectParameters(response).get('code') ?? '';
