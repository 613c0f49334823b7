/** What the server of the soak can be served by. */
export const soakAdapters = ['node', 'express', 'fastify', 'fetch'] as const;

export type SoakAdapter = (typeof soakAdapters)[number];

export const isSoakAdapter = (name: string): name is SoakAdapter => soakAdapters.some((known) => known === name);
