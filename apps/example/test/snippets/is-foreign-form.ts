import { server } from './oauth-fetch.ts';

const site = new URL(server.policy.issuer).origin;

/** Tells whether a form was posted to one of your own paths, and not by a page of this site. */
export const isForeignForm = ({ method, url, headers }: Request): boolean => {
  if (/^(?:GET|HEAD|OPTIONS)$/.test(method) || new URL(url).pathname.startsWith('/oauth/')) return false;
  // Without a preflight, a page of another site can send only these types, and a body without a type.
  const isForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain|$)/i;
  return isForm.test(headers.get('content-type') ?? '') && headers.get('origin') !== site;
};
