// How every command ends when something is wrong: with a sentence, and a stack only for faults nobody foresaw.

/**
 * Runs the command and sets the exit code.
 * @param {() => Promise<number | void>} main gives the exit code, 0 when nothing is given
 */
export async function runCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const shown = process.env.DEBUG || !(error instanceof Error) ? error : error.message;
    console.error("\n%s\n", shown);
    process.exitCode = 1;
  }
}
