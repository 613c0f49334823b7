/** A URL must not be fetched, or its response must not be read. A second attempt would end in the same way. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
}

/** Whether a fetch of your own, or of another copy of this package, threw a {@link FetchRefused}. */
export const isFetchRefused = (cause: unknown): cause is FetchRefused =>
  cause instanceof Error && cause.name === 'FetchRefused';
