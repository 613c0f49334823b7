// What the stores of Codegrant need besides the public surface. It may change in any release.
export { answerExtensionGrant } from './grant-types/extension-answer.ts';
export { isPromise, mapAwaitable } from './ports/awaitable.ts';
export { clockOf } from './ports/clock.ts';
export type { Clock } from './ports/clock.ts';
export { storedExcept } from './ports/stored-except.ts';
export { storedPorts } from './ports/storage-ports.ts';
export { refuseSubjectOfClient } from './ports/subject-of-client.ts';
export { systemNow } from './platform/system.ts';
