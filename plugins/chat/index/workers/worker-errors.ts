import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** `title`: which thread, for people; `reason`: `it ended with code 1`. */
export function workerDied(title: string, reason: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PROCESS_FAILED',
    message: `${title} is gone: ${reason}`,
    hint: /memory/i.test(reason)
      ? 'It needs more memory than there is: close other programs, or leave folders out with index-exclude in the settings.'
      : 'Try again; `devmgr logs` has more of it.',
    exitCode: ExitCode.unavailable,
  });
}

export function diedTooOften(title: string, times: number): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PROCESS_FAILED',
    message: `${title} ended ${times} times in a few minutes and is not started again for now`,
    hint: 'Look at `devmgr logs` for the reason; starting devmgr again tries again.',
    exitCode: ExitCode.unavailable,
  });
}
