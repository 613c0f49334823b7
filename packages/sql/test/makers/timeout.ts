/**
 * How long a connection of SQLite waits for the others, in milliseconds: longer than a server would. In a race, processes
 * write without a pause, so one of them may have to wait for all others to end.
 */
export const timeout = 60_000;
