/** What the server of the soak uses. */
export interface Memory {
  /** After garbage collection, in megabytes. */
  readonly heap: number;
  /** The memory of the process, in megabytes. */
  readonly rss: number;
  /** Rejections and exceptions that nothing handled, since the start. */
  readonly unhandled: number;
}

/** Whether a message of the server says what it uses. */
export const isMemory = (message: unknown): message is Memory =>
  typeof message === 'object' && message !== null && 'heap' in message && 'rss' in message && 'unhandled' in message;
