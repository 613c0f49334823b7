interface WithProblems extends Error {
  readonly problems: readonly string[];
}

const hasProblems = (error: unknown): error is WithProblems => error instanceof Error && 'problems' in error;

/** The problems of the settings that a function is called with: none, unless it throws `InvalidSettings`. */
export const problemsOf = (make: () => unknown): readonly string[] => {
  try {
    make();
    return [];
  } catch (error) {
    if (!hasProblems(error)) throw error;
    return error.problems;
  }
};
