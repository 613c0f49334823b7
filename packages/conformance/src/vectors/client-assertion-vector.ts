import * as v from 'valibot';
import { about, type About } from './about.ts';
import { type ExpectedTokenError, tokenError } from './expected-token-error.ts';

/** The endpoints where clients authenticate. */
const endpoints = ['token', 'revoke', 'introspect'] as const;

/** A request with a client assertion, and the expected result. */
export interface ClientAssertionVector extends About {
  readonly given: {
    readonly endpoint: (typeof endpoints)[number];
    /** What the server accepts as `aud`: its issuer, or also the URL of its token endpoint. */
    readonly audience: 'issuer' | 'tokenEndpoint';
    /** What the verification of the signature finds. */
    readonly verdict: 'verified' | 'noKey' | 'wrongSignature';
    /** Whether the same request was sent before. */
    readonly used: boolean;
  };
  readonly request: { readonly form: string; readonly authorization?: string | undefined };
  readonly expect: { readonly kind: 'authenticated'; readonly clientId: string } | ExpectedTokenError;
}

const clientAssertionVector: v.GenericSchema<unknown, ClientAssertionVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      endpoint: v.optional(v.picklist(endpoints), 'token'),
      audience: v.optional(v.picklist(['issuer', 'tokenEndpoint']), 'issuer'),
      verdict: v.optional(v.picklist(['verified', 'noKey', 'wrongSignature']), 'verified'),
      used: v.optional(v.boolean(), false),
    }),
    {},
  ),
  request: v.strictObject({ form: v.string(), authorization: v.optional(v.string()) }),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('authenticated'), clientId: v.string() }),
    v.strictObject(tokenError),
  ]),
});

/** Reads a file of vectors for client assertions. Throws if it is invalid. */
export const readClientAssertionVectors = (file: unknown): readonly ClientAssertionVector[] =>
  v.parse(v.array(clientAssertionVector), file);
