export { accessTokenOf, requireBearer } from './require-bearer.ts';
export type { BearerAuth, BearerMiddleware, BearerRequest } from './require-bearer.ts';
export { publishEvents } from './publish-events.ts';
export { toNodeHandler } from './to-node-handler.ts';
export type { NodeHandler, NodeRequest } from './to-node-handler.ts';
