import * as v from 'valibot';
import { about, type About } from './about.ts';
import { type ExpectedRevokingError, revokingError } from './expected-token-error.ts';

/** An earlier use of the refresh token. */
interface EarlierUse {
  readonly secondsAgo: number;
  /** The key that made the successor. `removed` is none of the server's keys any more. */
  readonly key: 'newest' | 'previous' | 'removed';
  /** `lost` if the process ended before it saved the successor. */
  readonly successor: 'saved' | 'lost' | 'used';
}

/** A refresh with the content of the store and the expected result. */
export interface RefreshVector extends About {
  readonly given: {
    /** A name in policies.json. */
    readonly policy: string;
    /** The differences of the stored grant from `plainGrant`. `null` removes a member. */
    readonly grant: Readonly<Record<string, string | number | null>>;
    /** The differences of the stored refresh token from `plainRefreshToken`. */
    readonly token: Readonly<Record<string, string | number>>;
    /** Whether the store knows the refresh token. */
    readonly known: boolean;
    readonly grantIs: 'saved' | 'unknown' | 'revoked';
    readonly use: EarlierUse | null;
  };
  readonly request: { readonly form: string; readonly authorization?: string | undefined };
  readonly expect: /** `refreshToken` is whether the client gets a new one, the same successor as before, or none. */
    | {
        readonly kind: 'refresh';
        readonly scope: string;
        /** The resources of the access token. Default: none. */
        readonly resources?: readonly string[] | undefined;
        readonly refreshToken: 'new' | 'sameAgain' | 'none';
        /** When the refresh token expires that the client uses from now on, in seconds from the time of the vectors. */
        readonly expiresIn?: number | undefined;
      }
    | ExpectedRevokingError;
}

const member = v.union([v.string(), v.number()]);

const refreshVector: v.GenericSchema<unknown, RefreshVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      policy: v.optional(v.string(), 'refresh'),
      grant: v.optional(v.record(v.string(), v.nullable(member)), {}),
      token: v.optional(v.record(v.string(), member), {}),
      known: v.optional(v.boolean(), true),
      grantIs: v.optional(v.picklist(['saved', 'unknown', 'revoked']), 'saved'),
      use: v.optional(
        v.nullable(
          v.strictObject({
            secondsAgo: v.number(),
            key: v.optional(v.picklist(['newest', 'previous', 'removed']), 'newest'),
            successor: v.optional(v.picklist(['saved', 'lost', 'used']), 'saved'),
          }),
        ),
        null,
      ),
    }),
    {},
  ),
  request: v.strictObject({ form: v.string(), authorization: v.optional(v.string()) }),
  expect: v.variant('kind', [
    v.strictObject({
      kind: v.literal('refresh'),
      scope: v.string(),
      resources: v.optional(v.array(v.string())),
      refreshToken: v.picklist(['new', 'sameAgain', 'none']),
      expiresIn: v.optional(v.number()),
    }),
    v.strictObject(revokingError),
  ]),
});

/** Reads a file of vectors for refreshes. Throws if it is invalid. */
export const readRefreshVectors = (file: unknown): readonly RefreshVector[] => v.parse(v.array(refreshVector), file);
