import policyList from '../../vectors/policies.json' with { type: 'json' };

/** The policies that the vectors use, by name. */
export const vectorPolicies: Readonly<Record<string, unknown>> = policyList;
