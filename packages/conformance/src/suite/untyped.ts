import type { ServerOptions } from '@codegrant/server';

/** Options of any type, as a program without types could pass them. */
export const untyped = (options: object): Partial<ServerOptions<unknown>> => Object(options);
