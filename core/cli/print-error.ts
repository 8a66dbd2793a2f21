import { DevmgrError, ExitCode, type TextSink } from 'devmgr/plugin-api';
import { clean } from '../screen/text/clean.js';

/**
 * Prints a failure: one line what, one line what to do; the stack of a bug only with `--verbose`.
 * Returns the exit code.
 */
export function printError(error: unknown, stderr: TextSink, verbose: boolean): number {
  if (DevmgrError.isInstance(error)) {
    // Messages may quote what programs and files said.
    stderr.write(`devmgr: ${clean(error.message)}\n`);
    if (error.hint !== undefined) stderr.write(`  ${clean(error.hint)}\n`);
    if (verbose && error.cause instanceof Error) stderr.write(`${error.cause.stack ?? error.cause.message}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`devmgr: ${clean(message)}\n  This is a bug in devmgr or in a plugin. --verbose shows where.\n`);
  if (verbose && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`);
  return ExitCode.bug;
}
