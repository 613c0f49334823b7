import { InvalidOptions } from './invalid-options.ts';

/** Runs a command with the arguments of the process. Options that cannot be used are reported without a stack. */
export const runCommand = async (run: (args: readonly string[]) => Promise<void>): Promise<void> => {
  try {
    await run(process.argv.slice(2));
  } catch (cause) {
    if (!(cause instanceof InvalidOptions)) throw cause;
    console.error(cause.message);
    process.exitCode = 2;
  }
};
