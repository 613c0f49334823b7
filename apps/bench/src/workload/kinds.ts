/** The kinds of authorization request that are refused. */
export const refusedKinds = ['unknownClient', 'badRedirectUri', 'badScope'] as const;

/** The kinds of authorization request. */
export const kinds = ['valid', ...refusedKinds] as const;

export type Kind = (typeof kinds)[number];
