import type { Sha256 } from '@codegrant/core';

type Methods<Name extends string> = Readonly<Record<Name, (...args: readonly unknown[]) => unknown>>;

const hasMethod = <Name extends string>(value: unknown, name: Name): value is Methods<Name> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function';

/** `node:crypto` without an import, because some runtimes do not have it: Node, Deno, Bun, and Workers with `nodejs_compat`. */
const nodeCrypto = (): unknown => {
  const process: unknown = Reflect.get(globalThis, 'process');
  return hasMethod(process, 'getBuiltinModule') ? process.getBuiltinModule('node:crypto') : undefined;
};

/** The platform's synchronous SHA-256, not yet tested. `undefined` if the platform has none. */
export const systemSha256 = (): Sha256 | undefined => {
  const crypto = nodeCrypto();
  return hasMethod(crypto, 'hash') ? (text) => String(crypto.hash('sha256', text, 'base64url')) : undefined;
};
