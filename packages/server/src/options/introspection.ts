/** Who may ask the introspection endpoint: clients with a secret, or also users. */
export type Introspection = 'clients' | 'clientsAndOwners';

/** RFC 7662 §2.1 describes clients and resource servers. */
export const defaultIntrospection: Introspection = 'clients';

/** Returns the problems of the option `introspection`. */
export const introspectionProblems = (introspection: unknown): readonly string[] =>
  introspection === undefined || introspection === 'clients' || introspection === 'clientsAndOwners'
    ? []
    : [`introspection ${JSON.stringify(introspection)} must be 'clients' or 'clientsAndOwners'.`];
