// What the stores and tokens of Codegrant need besides the public surface. It may change in any release.
export { filteredMembers, isScopeString, largestDocument, secretKeyMembers } from '@codegrant/core/internal';
export { answerExtensionGrant } from './grant-types/extension-answer.ts';
export { serveAssertions } from './endpoints/serve-assertions.ts';
export { isPromise, mapAwaitable } from './ports/awaitable.ts';
export { isCurrent, keptRecord, originOfRecord } from './ports/client-record.ts';
export { clockOf } from './ports/clock.ts';
export type { Clock } from './ports/clock.ts';
export { managedClientOf } from './ports/managed-client-of.ts';
export { isListed } from './ports/is-listed.ts';
export { isNonEmptyString } from './ports/is-non-empty-string.ts';
export { isTime } from './ports/is-time.ts';
export type { PortFunction } from './ports/port-function.ts';
export { storedExcept } from './ports/stored-except.ts';
export { storedPorts } from './ports/storage-ports.ts';
export { refuseSubjectOfClient } from './ports/subject-of-client.ts';
export { systemNow } from './platform/system.ts';

// What the glue for the MCP SDK needs.
export type { AuthorizationServerMetadata } from '@codegrant/core';
export { isApiUri } from '@codegrant/core/internal';
export { metadataOfServer } from './endpoints/metadata.ts';
