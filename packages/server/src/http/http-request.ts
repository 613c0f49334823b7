/** What a framework knows of the body of a request when the handler is called. */
export interface RequestBody {
  /** The result of a body parser that ran before: an object, a string, or bytes. `undefined` if none ran. */
  readonly parsed: unknown;
  /** The body as bytes, or as text in chunks. `undefined` if it has already been read. */
  readonly stream: AsyncIterable<Uint8Array | string> | undefined;
}

/** An HTTP request, as an adapter passes it to the server. */
export interface HttpRequest<Context> {
  readonly method: string;
  /** The request target exactly as in the request line: path and query, without any decoding. */
  readonly target: string;
  /** Returns the value of a header by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** Returns the body. Called at most once, and only if the endpoint expects a body. */
  readonly body: () => RequestBody;
  /** The platform's own request, and what the platform passes beside it. Only `owner.identify` gets it. */
  readonly context: Context;
}

/** The parts of a request target. */
export interface RequestTarget {
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
}

/** The scheme and host of an absolute URL. */
const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** The text before the first `separator`. */
const before = (text: string, separator: '?' | '#'): string => {
  const at = text.indexOf(separator);
  return at === -1 ? text : text.slice(0, at);
};

/** Splits a request target without decoding it. RFC 9112 §3.2.2: it may also be an absolute URL. */
export const splitTarget = (target: string): RequestTarget => {
  // Most targets are a path and a query, so this is one search and two slices for them.
  const relative = before(target.startsWith('/') ? target : target.replace(origin, ''), '#');
  const path = before(relative, '?');
  return { path, query: relative.slice(path.length + 1) };
};
