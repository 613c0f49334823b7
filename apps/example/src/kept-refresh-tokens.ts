import { randomBytes } from 'node:crypto';

/** Refresh tokens that a client keeps on its own server. The browser has a random name of one, and never the token itself. */
export interface KeptRefreshTokens {
  /** Keeps a refresh token, and returns its name. */
  readonly keep: (refreshToken: string) => string;
  readonly find: (name: string) => string | undefined;
  /** Replaces a refresh token that was used (RFC 9700 §4.14.2). */
  readonly replace: (name: string, refreshToken: string) => void;
}

/** This is a demonstration: it forgets the oldest token, and everything when it ends. */
const most = 1000;

export const keptRefreshTokens = (): KeptRefreshTokens => {
  const tokens = new Map<string, string>();
  return {
    keep: (refreshToken) => {
      const name = randomBytes(32).toString('base64url');
      const [oldest] = tokens.keys();
      if (tokens.size === most && oldest !== undefined) tokens.delete(oldest);
      tokens.set(name, refreshToken);
      return name;
    },
    find: (name) => tokens.get(name),
    replace: (name, refreshToken) => void tokens.set(name, refreshToken),
  };
};
