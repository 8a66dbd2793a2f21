import { DevmgrError, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { TestHistoryStore } from '../history/test-history-store.js';
import { notKept, reportOfRecord } from '../report/report-run.js';
import { historyDocument, testHistoryDocument } from './history-document.js';
import { printHistory, printTestHistory } from './print-history.js';
import { wantedReports, type WantedReports } from './wanted-reports.js';

const defaultLimit = 20;
/** More than is ever kept. */
const mostLimit = 1_000_000;

/** `devmgr test --history [nodeid|path]`: what is recorded; with `--junit` or `--report` the last run as a report. */
export async function historyCommand(
  invocation: CliInvocation,
  history: TestHistoryStore,
  host: Pick<PluginContext, 'text' | 'workspace'>,
): Promise<number> {
  const { args, flags, json, stdout } = invocation;
  const limit = readLimit(flags.number('limit'));
  const reports = await wantedReports(invocation);
  if (reports.files.length > 0) return writeLast(reports, invocation, history, host);
  if (args.length > 1)
    throw usage('--history takes one node id or path.', 'Give one of them, or none for the last runs.');
  const wanted = args[0];
  if (wanted === undefined) {
    const document = await historyDocument(history, limit);
    if (json) stdout.write(`${JSON.stringify(document)}\n`);
    else printHistory(document, stdout, host.text);
    return ExitCode.ok;
  }
  const document = await testHistoryDocument(history, wanted, limit);
  if (json) stdout.write(`${JSON.stringify(document)}\n`);
  else printTestHistory(document, stdout, host.text);
  return ExitCode.ok;
}

async function writeLast(
  reports: WantedReports,
  { json, stdout }: CliInvocation,
  history: TestHistoryStore,
  { text, workspace }: Pick<PluginContext, 'text' | 'workspace'>,
): Promise<number> {
  const [run] = await history.runs(1);
  if (!run) throw nothingRecorded();
  await reports.write(reportOfRecord(run, await history.resultsIn(run.id), workspace.root));
  if (json) stdout.write(`${JSON.stringify({ run, files: reports.files })}\n`);
  else {
    const files = reports.files.map((file) => text.clean(file)).join(', ');
    stdout.write(`${files} written. Not in it, as the history does not keep it: ${notKept}.\n`);
  }
  return ExitCode.ok;
}

function readLimit(limit = defaultLimit): number {
  if (Number.isInteger(limit) && limit > 0) return Math.min(limit, mostLimit);
  throw usage(`--limit ${limit} is no number of runs.`, 'Give a whole number from 1.');
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}

function nothingRecorded(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_NO_HISTORY',
    message: 'No run is recorded yet.',
    hint: 'Run the tests first: devmgr test',
    exitCode: ExitCode.unavailable,
  });
}
