export { codegrant, codegrant as default } from './codegrant.ts';
export type { CodegrantOptions } from './codegrant.ts';
