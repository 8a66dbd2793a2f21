import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

const inPlace = 'run the tests in the project itself: set verify = "in-place" under codegen, or give --in-place';

/** The project has more than a copy is made of. */
export function tooLargeToCopy(limits: { readonly mostBytes: number; readonly mostFiles: number }): DevmgrError {
  const gigabytes = Math.round(limits.mostBytes / 1e9);
  return new DevmgrError({
    code: 'PLUGIN_CODEGEN_COPY_TOO_LARGE',
    message: `The project is too large to be copied for its tests (more than ${gigabytes} GB or ${limits.mostFiles.toLocaleString('en')} files).`,
    hint: `Move data elsewhere, or ${inPlace}.`,
    exitCode: ExitCode.unavailable,
  });
}

/** The disk is full, or no folder may be written. */
export function noCopy(cause: unknown): DevmgrError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DevmgrError({
    code: 'PLUGIN_CODEGEN_COPY_FAILED',
    message: `The project could not be copied for its tests: ${reason}`,
    hint: `Make room on the disk, or ${inPlace}.`,
    exitCode: ExitCode.unavailable,
    cause,
  });
}

/** A file of an answer whose path leads out of the copy. */
export function outsideCopy(path: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_CODEGEN_COPY_OUTSIDE',
    message: `${path} is outside the project.`,
    hint: 'Give a path inside it.',
  });
}
