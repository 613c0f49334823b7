import * as v from 'valibot';

/** Where the app keeps what it must remember, as STORE says. */
export type StoreSetting =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgresql'; readonly url: string };

interface Problem {
  readonly kind: 'problem';
  readonly message: string;
}

// A URL may have a password: no message quotes it.
const problem = (message: string): Problem => ({ kind: 'problem', message });

const forms =
  'memory, sqlite:FILE, redis://USER:PASSWORD@HOST:PORT or postgres://USER:PASSWORD@HOST:PORT/DATABASE. The user, the password and the port may be left out';

const sqlite = (file: string): StoreSetting | Problem =>
  // SQLite takes `:memory:`, `file:` and an empty name for something else than a file, and `//folder` looks like a URL.
  /^$|^:memory:$|^file:|^\/\/[^/]/.test(file)
    ? problem(
        'sqlite: must be followed by the path of a file, for example sqlite:codegrant.db. For no file, write memory',
      )
    : { kind: 'sqlite', file };

const server = (kind: 'redis' | 'postgresql', url: string): StoreSetting | Problem =>
  /^[a-z]+:\/\//.test(url) && URL.canParse(url)
    ? { kind, url }
    : problem(`is not a URL. Write special characters of a password as %XX. The forms are ${forms}`);

const read = (text: string): StoreSetting | Problem => {
  if (text === 'memory') return { kind: 'memory' };
  switch (/^[a-z]+(?=:)/.exec(text)?.[0]) {
    case 'sqlite':
      return sqlite(text.slice('sqlite:'.length));
    case 'redis':
    case 'rediss':
      return server('redis', text);
    case 'postgres':
    case 'postgresql':
      return server('postgresql', text);
    default:
      return problem(`must be ${forms}`);
  }
};

/** Reads STORE. */
export const storeSetting: v.GenericSchema<string, StoreSetting> = v.pipe(
  v.string(),
  v.rawTransform<string, StoreSetting>(({ dataset, addIssue, NEVER }) => {
    const setting = read(dataset.value);
    if (setting.kind !== 'problem') return setting;
    addIssue({ message: setting.message });
    return NEVER;
  }),
);
