import { DevmgrError, ExitCode, type CliFlags } from 'devmgr/plugin-api';

/** Each is another thing to do; without any of them the tests are run once. */
const deeds = ['import', 'history', 'profiles', 'list', 'watch'] as const;
const reports = ['junit', 'report'] as const;

/** Throws `DEVMGR_USAGE` for flags of `devmgr test` of which one would be passed over, and for a number of slowest tests that is none. */
export function refuseContradictions(flags: Pick<CliFlags, 'boolean' | 'string' | 'number'>): void {
  const [deed, other] = deeds.filter((name) => flags.boolean(name));
  if (deed && other) throw usage(`--${deed} and --${other} do not go together.`, 'Give one of them.');
  const report = reports.find((name) => flags.string(name) !== undefined);
  if (deed && deed !== 'history' && report) {
    throw usage(
      `--${deed} and --${report} do not go together.`,
      `A report is of one run: devmgr test --${report} FILE, or of the last one with --history.`,
    );
  }
  const slowest = flags.number('durations');
  if (slowest !== undefined && !(Number.isInteger(slowest) && slowest >= 0)) {
    throw usage(`--durations ${slowest} is no number of tests.`, 'Give a whole number from 0.');
  }
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
