/** What a server answered under load. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** Latency, in milliseconds: the median, and what one of a hundred requests exceeds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Loads a server from another process or another thread, with 16 connections.
 *
 * @param targets the request targets, which rotate
 * @throws {Error} if a request fails, or its answer is an error
 */
export type LoadServer = (origin: string, targets: readonly string[], seconds: number) => Promise<Load>;

/** So many connections are open, each with one request at a time. */
export const connections = 16;
