import type { ServerEvent } from '@codegrant/server';
import { type Level, type Logger, pino } from 'pino';

/** The level of each kind of event. All others are `info`. */
const levels: Partial<Readonly<Record<ServerEvent['kind'], Level>>> = {
  failed: 'error',
  replayed: 'warn',
  limited: 'warn',
  introspected: 'debug',
  signInRequested: 'debug',
  consentRequested: 'debug',
  consentShown: 'debug',
  grantsShown: 'debug',
};

/** A report port that writes each event to a log: its kind is the message and gives the level. */
export const logEvents = (logger: Logger): ((event: ServerEvent) => void) => {
  const log = logger.child({}, { serializers: { cause: pino.stdSerializers.err } });
  return ({ kind, ...members }) => log[levels[kind] ?? 'info'](members, kind);
};
