import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';

/** What `--lines` says. Throws for anything but a whole number from 1 on. */
export function lineCount({ flags }: CliInvocation, standard: number): number {
  const count = flags.number('lines') ?? standard;
  if (Number.isSafeInteger(count) && count > 0) return count;
  const message = '--lines takes a number from 1 on';
  throw new DevmgrError({ code: 'DEVMGR_USAGE', message, exitCode: ExitCode.usage });
}
