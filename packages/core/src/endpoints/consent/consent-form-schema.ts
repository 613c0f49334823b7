import * as v from 'valibot';

/** The form of a consent page: what the owner answered. */
export interface ConsentForm {
  readonly consent_token: string;
  readonly decision: 'allow' | 'deny';
  readonly scope?: readonly string[] | undefined;
}

/** The schema of a {@link ConsentForm}. */
export const consentFormSchema: v.GenericSchema<ConsentForm> = v.object({
  consent_token: v.pipe(v.string(), v.nonEmpty(), v.description('The token that the page was made with.')),
  decision: v.picklist(['allow', 'deny']),
  scope: v.optional(
    v.pipe(
      v.array(v.string()),
      v.description(
        'The scopes that the owner chose, one in each parameter. Left out: all that was asked for. An empty one chooses nothing by itself, and tells that there was a choice.',
      ),
    ),
  ),
});
