/** What a framework has of a request's body when the handler is called. */
export interface RequestBody {
  /** What a body parser that ran before left: an object, a string, bytes; `undefined` if none ran. */
  readonly parsed: unknown;
  /** The body's bytes; `undefined` if somebody has read them already. */
  readonly stream: AsyncIterable<Uint8Array | string> | undefined;
}

/** An HTTP request, as every adapter hands it in. */
export interface HttpRequest<Context> {
  readonly method: string;
  /** The request target exactly as it stands in the request line: path and query, nothing decoded. */
  readonly target: string;
  /** A header's value by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** Called at most once, and only where a form is expected. */
  readonly body: () => RequestBody;
  /** The platform's own request and whatever else comes with it. Only `owner.identify` sees it. */
  readonly context: Context;
}

/** A request target in its parts. */
export interface RequestTarget {
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
}

/** Takes a request target apart by its text. RFC 9112 §3.2.2: it may also be a whole URL. */
export const splitTarget = (target: string): RequestTarget => {
  const [, path = '', query = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i.exec(target) ?? [];
  return { path, query };
};
