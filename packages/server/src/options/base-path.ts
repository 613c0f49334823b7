/**
 * The option `basePath` as a prefix: the part of every public path that a proxy or a router removes before the server sees
 * a request. It is empty if nothing is removed, which `/` says too.
 */
export const basePathOf = (option: string | undefined): string => (option === '/' ? '' : (option ?? ''));

/** The URL that a browser needs: a path on this server gets the base path, the URL of another server does not. */
export const publicUrl = (url: string, basePath: string): string => (url.startsWith('/') ? basePath + url : url);

/** Removes the base path from a path that still has it. */
export const withoutBasePath = (path: string, basePath: string): string =>
  path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
