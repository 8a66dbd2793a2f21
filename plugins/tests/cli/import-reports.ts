import { isAbsolute, relative, resolve } from 'node:path';
import { DevmgrError, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { TestHistoryStore } from '../history/test-history-store.js';
import { NodeIds } from '../report/node-ids.js';
import { readReport } from '../report/read-report.js';
import { recordOfImport } from '../report/record-of-import.js';

type Host = Pick<PluginContext, 'clock' | 'text' | 'workspace'>;

/** What `devmgr test --import --json` prints. Fields may be added, never renamed. */
interface ImportDocument {
  readonly reports: readonly ImportedReport[];
  /** Files that could not be read, or not be added. */
  readonly problems: readonly { readonly file: string; readonly code: string; readonly message: string }[];
}

interface ImportedReport {
  readonly file: string;
  readonly run: string;
  readonly startedAt: number;
  readonly tests: number;
  /** It was read in before. */
  readonly isKnown: boolean;
}

/**
 * `devmgr test --import FILE...`: runs of elsewhere become runs of the history. A report that cannot be read is told and does not keep the
 * others out; the exit code is that of the first.
 */
export async function importReports(invocation: CliInvocation, history: TestHistoryStore, host: Host): Promise<number> {
  const { args, signal, stdout, stderr, json } = invocation;
  if (args.length === 0) throw noFile();
  await history.ready;
  const reports: ImportedReport[] = [];
  const problems: { readonly file: string; readonly error: DevmgrError }[] = [];
  for (const file of args) {
    try {
      const report = await importReport(file, history, host, signal);
      reports.push(report);
      if (!json) stdout.write(`${host.text.clean(line(report))}\n`);
    } catch (error) {
      if (!(error instanceof DevmgrError) || signal.aborted) throw error;
      problems.push({ file, error });
      stderr.write(host.text.clean(`${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`));
    }
  }
  const broken = problems.map(({ file, error: { code, message } }) => ({ file, code, message }));
  if (json) stdout.write(`${JSON.stringify({ reports, problems: broken } satisfies ImportDocument)}\n`);
  return problems[0]?.error.exitCode ?? ExitCode.ok;
}

async function importReport(
  file: string,
  history: TestHistoryStore,
  { clock, text, workspace }: Host,
  signal: AbortSignal,
): Promise<ImportedReport> {
  // Anew for each: what the one before had is known now.
  const ids = new NodeIds(history.tests.get().keys(), workspace.root);
  const record = recordOfImport(await readReport(file, process.cwd(), ids, signal), {
    importedFrom: place(file, workspace.root),
    now: clock.now(),
    redact: (words) => text.redact(words),
  });
  const outcome = await history.add(record);
  if (outcome === 'failed') throw notWritten(file);
  const { id, startedAt } = record.run;
  return { file, run: id, startedAt, tests: record.results.length, isKnown: outcome === 'known' };
}

function line({ file, startedAt, tests, isKnown }: ImportedReport): string {
  const day = new Date(startedAt).toISOString().slice(0, 10);
  const what = `${tests} ${tests === 1 ? 'test' : 'tests'} of ${day}`;
  return isKnown ? `${file}: ${what}, known already` : `${file}: ${what} added to the history`;
}

function place(file: string, root: string): string {
  const inside = relative(root, resolve(process.cwd(), file));
  return inside.startsWith('..') || isAbsolute(inside) ? file : inside;
}

function noFile(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: '--import needs the files that are to be read.',
    hint: 'For example: devmgr test --import report.xml',
    exitCode: ExitCode.usage,
  });
}

function notWritten(file: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_REPORT',
    message: `The report ${file} was read, but could not be added to the history.`,
    hint: 'Look at the warnings: devmgr logs --level warn',
    exitCode: ExitCode.notGood,
  });
}
