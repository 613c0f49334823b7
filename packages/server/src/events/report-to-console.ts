import type { Outcome, ServerEvent } from './events.ts';

/** An outcome, and where it happened. */
type LoggedOutcome = Outcome & Pick<ServerEvent, 'endpoint' | 'clientId'>;

const clientOf = ({ clientId }: LoggedOutcome): string =>
  clientId === undefined ? '' : ` of the client ${JSON.stringify(clientId)}`;

/** Writes a line. Where even that fails, there is nowhere left to report it to. */
const write = (line: string, cause: unknown): void => {
  try {
    console.error(`codegrant: ${line}`, cause);
  } catch {
    // For example, the pipe that the console writes to was closed.
  }
};

/**
 * Writes a `failed` event to the console with its cause, and no other event. It is the default of the option `report`: a
 * port that throws must leave a trace, because the answer does not tell why.
 */
export const reportToConsole = (event: LoggedOutcome): void => {
  if (event.kind === 'failed')
    write(
      `a request${clientOf(event)} to the endpoint ${event.endpoint} failed. Set report to handle it.`,
      event.cause,
    );
};

/** Writes what the option `report` threw or rejected with, and the failure that it was given, if it was one. */
export const reportBrokenReport = (event: ServerEvent, cause: unknown): void => {
  write(`report failed for an event of the kind ${event.kind}. The answer is not affected.`, cause);
  reportToConsole(event);
};
