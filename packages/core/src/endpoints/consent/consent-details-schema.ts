import * as v from 'valibot';

/** What a consent page of the operator's own is told about a question. */
export interface ConsentDetails {
  readonly data: {
    readonly client_id: string;
    readonly name: string;
    readonly client_uri: string | null;
    readonly logo_uri: string | null;
    readonly policy_uri: string | null;
    readonly tos_uri: string | null;
    readonly redirect_uri: string;
    readonly requested_scopes: readonly {
      readonly id: string;
      readonly name: string;
      readonly description: string | null;
      readonly required: boolean;
    }[];
    readonly verified: boolean;
    readonly signed_in_as: string;
  };
}

const address = (says: string): v.GenericSchema<string | null> =>
  v.pipe(v.nullable(v.pipe(v.string(), v.url())), v.description(says));

const requestedScope = v.strictObject({
  id: v.pipe(v.string(), v.description('The scope token, as it is sent back.')),
  name: v.pipe(v.string(), v.description('A few words to show.')),
  description: v.pipe(v.nullable(v.string()), v.description('A sentence more to show.')),
  required: v.pipe(v.boolean(), v.description('Whether it can not be left out by whoever allows the client.')),
});

/** The schema of {@link ConsentDetails}. */
export const consentDetailsSchema: v.GenericSchema<ConsentDetails> = v.strictObject({
  data: v.strictObject({
    client_id: v.string(),
    name: v.pipe(v.string(), v.description('What the client calls itself.')),
    client_uri: address('The home page of the client.'),
    logo_uri: address('The logo of the client. Its server learns who looks at it.'),
    policy_uri: address('How the client says that it treats data.'),
    tos_uri: address('The terms of the client.'),
    redirect_uri: v.pipe(
      v.string(),
      v.description('Where the answer goes. Show its host, or that it is on this device.'),
    ),
    requested_scopes: v.pipe(
      v.array(requestedScope),
      v.description('What the owner is asked for: what was not allowed before.'),
    ),
    verified: v.pipe(v.boolean(), v.description('Whether the operator knows who publishes the client.')),
    signed_in_as: v.pipe(
      v.string(),
      v.description('Whose account it is. Show it: somebody may have been signed in to an account that is not theirs.'),
    ),
  }),
});
