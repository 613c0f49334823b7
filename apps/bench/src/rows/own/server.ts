import { createAuthorizationServer, type RequestBody, type ServerOptions } from '@codegrant/server';
import type { Workload } from '../../workload/workload.ts';
import { operation } from '../operation.ts';
import type { SetUp } from '../subject.ts';
import { readReply } from './read-reply.ts';
import { authorizeRequest, formRequest } from './requests.ts';
import { policySettings } from './settings.ts';

/** How the body of a token request gets to the server. */
type BodyOf = (text: string) => RequestBody;

/** As a parser that ran before leaves it. */
const bodyAsText: BodyOf = (text) => ({ parsed: text, stream: undefined });

/** As a socket passes it. */
export const bodyAsStream: BodyOf = (text) => ({
  parsed: undefined,
  stream: (async function* () {
    yield Buffer.from(text);
  })(),
});

type OwnOptions = Omit<ServerOptions<undefined>, 'policy' | 'consentKeys'>;

/** The server of `@codegrant/server`, over ports. */
export const server =
  (optionsFor: (workload: Workload) => OwnOptions, bodyOf: BodyOf = bodyAsText): SetUp =>
  (workload) => {
    const { handle } = createAuthorizationServer({
      policy: policySettings(workload),
      consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
      ...optionsFor(workload),
    });
    return {
      authorize: operation((query) => handle(authorizeRequest(query)), readReply),
      redeem: operation((body) => handle(formRequest('/oauth/token', () => bodyOf(body))), readReply),
    };
  };
