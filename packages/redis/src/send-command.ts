/** Sends a command to Redis or Valkey, and resolves to its reply. An error reply rejects. */
export type SendCommand = (command: readonly string[]) => Promise<unknown>;
