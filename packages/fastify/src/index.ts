export { codegrant, codegrant as default } from './codegrant.ts';
export type { CodegrantOptions } from './codegrant.ts';
export { accessTokenOf, requireBearer } from './require-bearer.ts';
