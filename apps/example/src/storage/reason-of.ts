const first = (error: unknown): unknown => (error instanceof AggregateError ? error.errors[0] : error);

/** What went wrong, in one line. A driver that tried several addresses has an error for each. */
export const reasonOf = (error: unknown): string => {
  const cause = first(error);
  return (cause instanceof Error ? cause.message : String(cause)).replaceAll(/\s+/g, ' ');
};
