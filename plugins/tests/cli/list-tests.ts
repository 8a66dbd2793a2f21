import { DevmgrError, ExitCode, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import type { KnownTest } from '../book/known-test.js';
import type { TestBook } from '../book/test-book.js';
import { commonPaths } from '../results/run-request.js';

interface Parts {
  readonly book: TestBook;
  readonly context: Pick<PluginContext, 'text'>;
}

/** Flags that choose tests in a run; a list has all of them. */
const OF_RUNS = ['kind', 'markers', 'keyword'];

/**
 * `devmgr test --list [paths]`: the ids of all tests, or of those in some paths, a line each. Exit 1: a file could not be collected. Throws
 * when nothing could be.
 */
export async function listTests({ book, context }: Parts, invocation: CliInvocation): Promise<number> {
  const { args, flags, json, stdout, stderr } = invocation;
  const other = OF_RUNS.find((name) => flags.string(name) !== undefined) ?? (flags.boolean('failed') && 'failed');
  if (other) throw onlyPaths(other);
  if (!invocation.signal.aborted) await untilAborted(book.collect(), invocation.signal);
  if (invocation.signal.aborted) return ExitCode.interrupted;
  const { failure, problems } = book.catalog.get();
  if (failure) throw nothingCollected(failure);
  const tests = book.tests().filter(({ id }) => args.length === 0 || args.some((path) => isIn(id, path)));
  const { clean } = context.text;
  if (json) stdout.write(`${JSON.stringify({ tests: tests.map(toDocument), collectionErrors: problems })}\n`);
  else for (const { id } of tests) stdout.write(`${clean(id).replaceAll('\n', ' ')}\n`);
  for (const { path } of json ? [] : problems) stderr.write(`${clean(path)} could not be collected\n`);
  return problems.length > 0 ? ExitCode.notGood : tests.length > 0 ? ExitCode.ok : ExitCode.unavailable;
}

function isIn(id: string, path: string): boolean {
  return commonPaths([id], [path])?.includes(id) === true;
}

function toDocument({ id, file, line, markers, outcome, durationMs, isFlaky, isNew }: KnownTest) {
  return { id, file, line, markers, outcome, durationMs, isFlaky, isNew };
}

function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    work.then(resolve, reject);
  });
}

function onlyPaths(flag: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `--list and --${flag} do not go together.`,
    hint: `A list is narrowed by paths: devmgr test --list tests/api. What pytest would choose says: devmgr test --${flag} … -- --collect-only -q`,
    exitCode: ExitCode.usage,
  });
}

function nothingCollected({ message, hint }: { readonly message: string; readonly hint?: string | undefined }) {
  return new DevmgrError({ code: 'PLUGIN_TESTS_NOT_COLLECTED', message, hint, exitCode: ExitCode.unavailable });
}
