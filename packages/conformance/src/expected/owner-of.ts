/** The signed-in user of a vector, or `undefined` for `null`. */
export const ownerOf = (subject: string | null): { readonly subject: string } | undefined =>
  subject === null ? undefined : { subject };
