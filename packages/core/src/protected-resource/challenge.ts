import { replaceSurrogates } from '../encoding/form-encoding.ts';
import type { BearerRejection } from './bearer-rejection.ts';

/** What a challenge tells besides the error. */
export interface ChallengeContent {
  /** The name of the protected area (RFC 9110 §11.5). `undefined`: none. */
  readonly realm?: string | undefined;
  /** The scope tokens that the request needs. */
  readonly scope: readonly string[];
  /** The URL of the metadata of the protected resource. `undefined` if it has none. */
  readonly resourceMetadata?: string | undefined;
}

/**
 * RFC 9110 §5.6.4: a quoted-string of visible ASCII. Nothing in it ends it early, and no line break ends the header. Other characters
 * are percent-encoded: a header has no encoding for them that every client reads.
 */
const quoted = (text: string): string =>
  `"${replaceSurrogates(text)
    .replaceAll(/[^\x20-\x7E]+/g, encodeURIComponent)
    .replaceAll(/["\\]/g, '\\$&')}"`;

type Parameter = readonly [name: string, value: string | undefined];

/** RFC 6750 §3.1: a request without a token gets no error code, nor any other information about an error. */
const errorParameters = ({ rule: { verdict, message } }: BearerRejection): readonly Parameter[] =>
  verdict.error === 'missing_token'
    ? []
    : [
        ['error', verdict.error],
        ['error_description', message],
      ];

/**
 * The value of WWW-Authenticate for a refused request.
 *
 * @see RFC 6750 §3 and RFC 9728 §5.1
 */
export const challenge = (rejection: BearerRejection, { realm, scope, resourceMetadata }: ChallengeContent): string => {
  const parameters: readonly Parameter[] = [
    ['realm', realm],
    ...errorParameters(rejection),
    ['scope', scope.length === 0 ? undefined : scope.join(' ')],
    ['resource_metadata', resourceMetadata],
  ];
  const written = parameters.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(value)}`]));
  return ['Bearer', written.join(', ')].join(' ').trim();
};
