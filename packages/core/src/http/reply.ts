/** An HTTP response as plain data. Header names are in lower case, each once. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
