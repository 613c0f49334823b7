import type { ServerEvent } from '@codegrant/server';
import { type Level, type Logger, pino } from 'pino';

const levels: Readonly<Record<ServerEvent['kind'], Level>> = {
  failed: 'error',
  replayed: 'warn',
  refused: 'info',
  rejected: 'info',
  granted: 'info',
  redeemed: 'info',
  refreshed: 'info',
  tokenIssued: 'info',
  revoked: 'info',
  notRevoked: 'info',
  introspected: 'debug',
  grantRevoked: 'info',
  signInRequested: 'debug',
  consentRequested: 'debug',
  consentShown: 'debug',
  grantsShown: 'debug',
};

/** A report port that writes each event to a log: its kind is the message and gives the level. */
export const logEvents = (logger: Logger): ((event: ServerEvent) => void) => {
  const log = logger.child({}, { serializers: { cause: pino.stdSerializers.err } });
  return ({ kind, ...members }) => log[levels[kind]](members, kind);
};
