import * as v from 'valibot';
import { type ClientOrigin, clientOrigins } from '../../client/client-metadata.ts';
import { type DestinationKind, destinationKinds } from '../../redirect-uri/destination.ts';

/** The details of a consent request, for a consent page hosted by the operator. */
export interface ConsentDetails {
  readonly data: {
    readonly client_id: string;
    readonly name: string;
    readonly client_uri: string | null;
    readonly logo_uri: string | null;
    readonly policy_uri: string | null;
    readonly tos_uri: string | null;
    readonly redirect_uri: string;
    readonly redirect_to: DestinationKind;
    readonly requested_scopes: readonly {
      readonly id: string;
      readonly name: string;
      readonly description?: string | undefined;
      readonly required: boolean;
    }[];
    readonly requested_resources?: readonly { readonly id: string; readonly name: string }[] | undefined;
    readonly verified: boolean;
    readonly origin: ClientOrigin;
    readonly trusted: boolean;
    readonly signed_in_as: string;
  };
}

const address = (says: string): v.GenericSchema<string | null> =>
  v.pipe(v.nullable(v.pipe(v.string(), v.url())), v.description(says));

const requestedScope = v.strictObject({
  id: v.pipe(v.string(), v.description('The scope token, as the answer sends it back.')),
  name: v.pipe(v.string(), v.description('A short name to show.')),
  description: v.optional(v.pipe(v.string(), v.description('A description to show. Not every scope has one.'))),
  required: v.pipe(v.boolean(), v.description('Whether the user must grant this scope to grant anything.')),
});

const requestedResource = v.strictObject({
  id: v.pipe(v.string(), v.description('The URI of the resource.')),
  name: v.pipe(v.string(), v.description('The name to show.')),
});

/** The schema of {@link ConsentDetails}. */
export const consentDetailsSchema: v.GenericSchema<ConsentDetails> = v.strictObject({
  data: v.strictObject({
    client_id: v.string(),
    name: v.pipe(v.string(), v.description('The name of the client.')),
    client_uri: address('The home page of the client.'),
    logo_uri: address('The logo of the client. Loading it tells the server of the client who looks at it.'),
    policy_uri: address('The privacy policy of the client.'),
    tos_uri: address('The terms of service of the client.'),
    redirect_uri: v.pipe(v.string(), v.description('Where the answer goes. For a website, show its host.')),
    redirect_to: v.pipe(
      v.picklist(destinationKinds),
      v.description(
        'Who receives the answer: a website, a program that listens at a host of this device, or the app on this device that opens links with the scheme. Warn the user unless it is a website: nothing proves which app on this device receives the answer.',
      ),
    ),
    requested_scopes: v.pipe(
      v.array(requestedScope),
      v.description('The scopes to ask the user for: those that were not granted before.'),
    ),
    requested_resources: v.optional(
      v.pipe(
        v.array(requestedResource),
        v.description('The APIs that the app will have access to (RFC 8707), if the server has resources.'),
      ),
    ),
    verified: v.pipe(v.boolean(), v.description('Whether the operator knows who publishes the client.')),
    origin: v.pipe(
      v.picklist(clientOrigins),
      v.description(
        'Who wrote the registration: the operator (registered), the publisher of a client metadata document (document), or the client itself (self). For a document, client_id is a URL: show its host.',
      ),
    ),
    trusted: v.pipe(
      v.boolean(),
      v.description(
        'Whether the operator trusts the publisher of the client. If not, the publisher chose name, client_uri and logo_uri, and nobody checked them: say so.',
      ),
    ),
    signed_in_as: v.pipe(
      v.string(),
      v.description('The account that is signed in. Show it: the user may be signed in to the wrong account.'),
    ),
  }),
});
