import * as v from 'valibot';

/** The form of the consent page: the user's answer. */
interface ConsentForm {
  readonly consent_token: string;
  readonly decision: 'allow' | 'deny' | 'other_account';
  readonly scope?: readonly string[] | undefined;
}

/** The schema of a {@link ConsentForm}. */
export const consentFormSchema: v.GenericSchema<ConsentForm> = v.object({
  consent_token: v.pipe(v.string(), v.nonEmpty(), v.description('The consent token of the page.')),
  decision: v.pipe(
    v.picklist(['allow', 'deny', 'other_account']),
    v.description('other_account grants nothing: the user signs in with another account and is asked again.'),
  ),
  scope: v.optional(
    v.pipe(
      v.array(v.string()),
      v.description(
        'The scopes that the user chose, one in each parameter. Without the parameter, every scope that the page asked for is granted. A page with checkboxes also sends an empty value, so that no choice differs from no checkbox.',
      ),
    ),
  ),
});
