import { matchRedirectUri } from '../redirect-uri/match-redirect-uri.ts';
import type { Client } from './client.ts';

/** The same URI with a slash after the host, if it has a host and no path. */
const withSlash = (uri: string): string | undefined => {
  const [, host, rest = ''] = /^(https?:\/\/[^/?]+)(\?.*)?$/.exec(uri) ?? [];
  return host === undefined ? undefined : `${host}/${rest}`;
};

/**
 * What is valid in a registration, but probably not meant. Show it to whoever registers the client.
 *
 * @returns sentences that name the member. Empty if there is nothing to say
 * @example
 * const client = defineClient({ client_id: 'editor', redirect_uris: ['http://127.0.0.1:33418'] });
 * registrationAdvice(client); // ['redirect_uris.0 "http://127.0.0.1:33418" has no slash after the host. …']
 */
export const registrationAdvice = (client: Client): readonly string[] =>
  client.redirect_uris.flatMap((uri, index) => {
    // RFC 3986 §6.2.3 makes the two equivalent, and programs that parse a URL and print it again add the slash.
    const sent = withSlash(uri);
    return sent === undefined || matchRedirectUri(client, sent) !== undefined
      ? []
      : [
          `redirect_uris.${index} ${JSON.stringify(uri)} has no slash after the host. ` +
            `Many clients send ${JSON.stringify(sent)}, which differs from it: register both.`,
        ];
  });
