import { isJsonObject } from '../../encoding/json-object.ts';
import { writeJson } from '../../encoding/write-json.ts';
import type { RegistrationRequest } from '../../client/client-metadata-schema.ts';
import { bytesOf } from '../../crypto/digest.ts';
import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { Result } from '../../settings/invalid-settings.ts';
import type { RegisteredMetadata, RegistrationSettings } from './registered-metadata.ts';
import type { RegistrationVerdict } from './registration-rejection.ts';

/** A JSON object, with any members. */
type JsonObject = Brand<{ readonly object: object }, 'JsonObject'>;

/** A registration request, read and not yet judged. */
interface ReadRequest {
  /** What the client asks for, without the members that are ignored. `undefined` if it cannot be read. */
  readonly asked: RegistrationRequest | undefined;
  readonly read: Result<RegisteredMetadata>;
  readonly settings: RegistrationSettings;
}

/** A registration that the metadata allows. */
export type RequestedRegistration = Brand<
  { readonly asked: RegistrationRequest; readonly metadata: RegisteredMetadata },
  'RequestedRegistration'
>;

const isOfRedirectUris = (problem: string): boolean => /^redirect_uris\b/.test(problem);

const problemsOf = ({ read }: ReadRequest): readonly string[] => (read.kind === 'valid' ? [] : read.problems);

const isShort = (asked: RegistrationRequest, { longestRegistration }: RegistrationSettings): boolean => {
  const json = writeJson(asked);
  return json !== undefined && bytesOf(json).length <= longestRegistration;
};

const invalidMetadata: RegistrationVerdict = { error: 'invalid_client_metadata', status: 400 };

/** RFC 7591 §3.1: the rule for the posted JSON. */
export const registrationObjectStage: Stage<{ readonly value: unknown }, JsonObject, RegistrationVerdict> =
  /* @__PURE__ */ stage<{ readonly value: unknown }, RegistrationVerdict>().refine(
    {
      name: 'registration-object',
      requirements: ['R317'],
      source: 'RFC 7591 §3.1',
      message: 'The body is not a JSON object. Send an object with the metadata of the client.',
      verdict: invalidMetadata,
    },
    ({ value }) => (isJsonObject(value) ? prove<JsonObject>({ object: value }) : undefined),
  );

/** RFC 7591 §2: the rules for the metadata of a registration request. */
export const requestedRegistrationStage: Stage<ReadRequest, RequestedRegistration, RegistrationVerdict> =
  /* @__PURE__ */ stage<ReadRequest, RegistrationVerdict>()
    .require(
      {
        name: 'registration-metadata',
        requirements: ['R318', 'R322', 'R323'],
        source: 'RFC 7591 §3.2.2',
        message: 'The metadata of the client is invalid. Correct the fields that invalid_fields names.',
        verdict: invalidMetadata,
      },
      (request) => problemsOf(request).every(isOfRedirectUris),
    )
    .require(
      {
        name: 'registration-redirect-uris',
        requirements: ['R320', 'R321'],
        source: 'RFC 7591 §3.2.2',
        message:
          'The redirect_uris are invalid. Send at least one redirect URI that can be registered. invalid_fields names the problems.',
        verdict: { error: 'invalid_redirect_uri', status: 400 },
      },
      (request) => problemsOf(request).length === 0,
    )
    .refine(
      {
        name: 'registration-size',
        requirements: ['R324'],
        source: 'RFC 7591 §3.2.2',
        message: 'The metadata of the client is too long. Send shorter and fewer values.',
        verdict: invalidMetadata,
      },
      ({ asked, read, settings }) =>
        asked !== undefined && read.kind === 'valid' && isShort(asked, settings)
          ? prove<RequestedRegistration>({ asked, metadata: read.value })
          : undefined,
    );
