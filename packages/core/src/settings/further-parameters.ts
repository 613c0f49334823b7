import * as v from 'valibot';
import { nonEmptyList, string } from './schema.ts';

/** How long the value of a further parameter may be, in UTF-16 code units. It travels in records of codes and grants. */
export const maxParameterLength = 512;

/**
 * The parameters that the server itself reads, or that a standard gives a meaning which the server would have to enforce. OpenID Connect's
 * `nonce`, `login_hint` and the like are not here: the operator may give them a meaning.
 */
const standardParameters: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'response_mode',
  'resource',
  'prompt',
  'request',
  'request_uri',
  'authorization_details',
  'dpop_jkt',
  'grant_type',
  'code',
  'code_verifier',
  'refresh_token',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'consent_token',
  'decision',
]);

/** RFC 6749 appendix A.13. What every object has, such as `constructor`, would be there without being sent. */
const isParameterName = (name: string): boolean => /^[A-Za-z0-9._-]{1,64}$/.test(name) && !(name in {});

/** The schema of the settings `authorizationParameters` and `tokenParameters`. */
export const parameterNamesSchema = (): v.GenericSchema<readonly string[]> =>
  nonEmptyList(
    v.pipe(
      string(),
      v.check(
        isParameterName,
        'must be the name of a parameter: 1 to 64 letters, digits and . _ - (RFC 6749 appendix A.13)',
      ),
    ),
  );

/** What {@link furtherParameterProblems} reads of the settings. */
export interface SettingsWithParameters {
  readonly authorizationParameters?: readonly string[] | undefined;
  readonly tokenParameters?: readonly string[] | undefined;
}

/** The names that the standards use already, each as a sentence. */
export const furtherParameterProblems = (given: SettingsWithParameters): readonly string[] =>
  (['authorizationParameters', 'tokenParameters'] as const).flatMap((setting) =>
    (given[setting] ?? [])
      .filter((name) => standardParameters.has(name))
      .map((name) => `${setting} names ${name}, which the standards use already: choose another name.`),
  );
