import type { Ports } from './guarded-ports.ts';

type FunctionsOf<Name extends keyof Ports<never>> = `${Name}.${string & keyof NonNullable<Ports<never>[Name]>}`;

/** A function of a port, as error messages name it: for example `store.takeCode`. */
export type PortFunction = { [Name in keyof Ports<never>]: FunctionsOf<Name> }[keyof Ports<never>];
