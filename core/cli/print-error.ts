import { DevmgrError, ExitCode, type TextSink } from 'devmgr/plugin-api';

/**
 * Prints a failure: one line what, one line what to do; the stack of a bug only with `--verbose`.
 * Returns the exit code.
 */
export function printError(error: unknown, stderr: TextSink, verbose: boolean): number {
  if (DevmgrError.isInstance(error)) {
    stderr.write(`devmgr: ${error.message}\n`);
    if (error.hint !== undefined) stderr.write(`  ${error.hint}\n`);
    if (verbose && error.cause instanceof Error) stderr.write(`${error.cause.stack ?? error.cause.message}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`devmgr: ${message}\n  This is a bug in devmgr or in a plugin. --verbose shows where.\n`);
  if (verbose && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`);
  return ExitCode.bug;
}
