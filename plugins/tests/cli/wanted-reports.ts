import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { reportFile, type ReportFile } from '../report/report-file.js';
import type { ReportRun } from '../report/report-run.js';

/** The reports that the flags ask for. */
export interface WantedReports {
  /** As they were given. */
  readonly files: readonly string[];
  /** All that can be written are; rejects with the error of the first that cannot. */
  write(run: ReportRun): Promise<void>;
}

type Format = (run: ReportRun) => Iterable<string>;

const formats: readonly (readonly [flag: string, format: () => Promise<Format>])[] = [
  ['junit', async () => (await import('../report/junit/write-junit.js')).junitReport],
  ['report', async () => (await import('../report/json/write-json-report.js')).jsonReport],
];

interface Wanted {
  readonly flag: string;
  readonly file: string;
  readonly target: ReportFile;
  readonly format: () => Promise<Format>;
}

/**
 * Reads `--junit` and `--report`. Rejects with `PLUGIN_TESTS_REPORT_FILE` when one cannot be written there: before a run, not after it; with
 * `DEVMGR_USAGE` when there is no name, or one for both.
 */
export async function wantedReports({
  flags,
  signal,
}: Pick<CliInvocation, 'flags' | 'signal'>): Promise<WantedReports> {
  const wanted: Wanted[] = [];
  for (const [flag, format] of formats) {
    const file = flags.string(flag);
    if (file === undefined) continue;
    if (file === '')
      throw usage(
        `--${flag} needs the name of a file.`,
        `For example: --${flag} report.${flag === 'junit' ? 'xml' : 'json'}`,
      );
    wanted.push({ flag, file, target: await reportFile(file, process.cwd(), signal), format });
  }
  const [one, other] = wanted;
  if (one?.target.isWhole === true && one.target.path === other?.target.path) {
    throw usage(`--${one.flag} and --${other.flag} name the same file.`, 'Give each report a file of its own.');
  }
  return { files: wanted.map(({ file }) => file), write: (run) => writeAll(wanted, run) };
}

async function writeAll(wanted: readonly Wanted[], run: ReportRun): Promise<void> {
  const errors: unknown[] = [];
  for (const { target, format } of wanted) {
    await target.write((await format())(run)).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw errors[0];
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
