import type { PluginContext } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type { TestCase, TestFrame, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestHistory } from '../history/history-database.js';
import { isBad } from '../history/recorded-results.js';
import type { RecordedFailure, TestRecords } from '../history/recorded-run.js';
import { collectionErrorCase } from '../results/collection-error-case.js';
import { notFailed } from './explain-errors.js';
import type { CapsulePart, FailureCapsule } from './failure-capsule.js';
import { codeUnderTest } from './code-under-test.js';
import { failureParts } from './failure-parts.js';
import { fitParts } from './fit-parts.js';
import type { SourceLines } from './frame-lines.js';
import { gitChanges } from './git-changes.js';
import { ownFrames } from './own-frames.js';
import { readLogWindow } from './read-log-window.js';
import { readFunction } from './read-function.js';
import { readSourceAround } from './read-source-around.js';
import { serverLines } from './server-lines.js';
import { trimToFunction } from './trim-to-function.js';

/** What one request to a language model may well take beside the question, and what a person reads. */
const CAPSULE_TOKENS = 4_000;
/** For the id, the place and the run. */
const HEAD_TOKENS = 150;
/** A test that never ended ran no longer than this. */
const LONGEST_MS = 10 * 60_000;

export interface ExplainParts {
  readonly context: Pick<PluginContext, 'workspace' | 'text' | 'processes' | 'clock' | 'services'>;
  readonly records: TestRecords;
  /** The run that is shown. */
  readonly current: () => TestRunState;
  /** How it went before. */
  readonly known: (id: string) => TestHistory | undefined;
}

export interface ExplainOptions {
  /** Of the parts together; default 4,000. */
  readonly tokens?: number | undefined;
  readonly signal: AbortSignal;
}

/** Gathers what is known of failures. */
export interface Explain {
  /** Rejects with a `DevmgrError` for a test that is not known to have failed, and with the reason of the signal. */
  capsule(id: string, options: ExplainOptions): Promise<FailureCapsule>;
}

export function createExplain({ context, records, current, known }: ExplainParts): Explain {
  return {
    async capsule(id, { tokens = CAPSULE_TOKENS, signal }) {
      const failure = await findFailure(id, records, current());
      if (!failure) throw notFailed(id, known(id)?.outcomes.at(-1));
      const parts = await gatherParts(context, records, failure.test, signal);
      signal.throwIfAborted();
      return fitted({ ...failure, known: known(failure.test.id) }, parts, tokens, context);
    },
  };
}

type Found = Pick<RecordedFailure, 'test'> & { readonly run: FailureCapsule['run'] };

async function findFailure(id: string, records: TestRecords, state: TestRunState): Promise<Found | undefined> {
  const test = state.cases.get(id) ?? collectionError(id, state);
  const recorded = await records.failureOf(id);
  if (test && isBad(test.outcome)) return { test, run: recorded?.run };
  // It passed since, or runs just now: then what was recorded is not true any more, or not yet.
  return test && test.outcome !== 'queued' && test.outcome !== 'running' ? undefined : recorded;
}

function collectionError(id: string, state: TestRunState): TestCase | undefined {
  const error = state.collectionErrors.find(({ path }) => path === id);
  return error && collectionErrorCase(id, error.traceback);
}

async function gatherParts(
  context: ExplainParts['context'],
  records: TestRecords,
  test: TestCase,
  signal: AbortSignal,
): Promise<readonly CapsulePart[]> {
  const { root } = context.workspace;
  const frames = ownFrames(test.frames);
  const [sources, own, comparison] = await Promise.all([
    sourcesOf(root, frames),
    test.line === undefined ? undefined : readFunction(root, test.file, test.line),
    comparisonOf(test),
  ]);
  const of = (frame: TestFrame) => sources.get(frame);
  const statement = statementOf(test, frames.at(-1), of);
  const code = statement === undefined ? undefined : await codeUnderTest(root, test, statement);
  const files = code?.files ?? [];
  const [changes, server] = await Promise.all([
    records.lastGreen().then((green) => gitChanges({ ...context, root, frames, files, green: green?.commit, signal })),
    serverPart(context, test, signal),
  ]);
  return [
    ...failureParts(test, { of, test: own, comparison }),
    ...(code?.part ? [code.part] : []),
    ...changes,
    ...server,
  ];
}

/** The statement that failed where that is one of the test's own file: what it has called left no frame. */
function statementOf(
  { file }: TestCase,
  innermost: TestFrame | undefined,
  sourceOf: (frame: TestFrame) => SourceLines | undefined,
): string | undefined {
  const source = innermost?.path === file ? (innermost.source ?? sourceOf(innermost)) : undefined;
  // From the beginning of the function: what is asserted was mostly made in the lines before.
  return source && innermost && trimToFunction(source, innermost.line).lines.join('\n');
}

async function comparisonOf({ comparison }: TestCase): Promise<readonly string[]> {
  if (!comparison) return [];
  const { comparisonLines } = await import('../results/comparison-lines.js');
  return comparisonLines(comparison).map((line) =>
    typeof line === 'string' ? line : line.map(({ text }) => text).join(''),
  );
}

async function sourcesOf(root: string, frames: readonly TestFrame[]): Promise<ReadonlyMap<TestFrame, SourceLines>> {
  const missing = frames.filter(({ source }) => !source);
  const read = await Promise.all(missing.map(async (frame) => [frame, await readSourceAround(root, frame)] as const));
  return new Map(read.flatMap(([frame, source]) => (source ? [[frame, source] as const] : [])));
}

async function serverPart(
  { services }: ExplainParts['context'],
  { id, startedAt, endedAt, durationMs }: TestCase,
  signal: AbortSignal,
): Promise<readonly CapsulePart[]> {
  if (startedAt === undefined) return [];
  const to = endedAt ?? startedAt + (durationMs ?? LONGEST_MS);
  const { files } = await services.require(LogStore);
  return serverLines(await readLogWindow(files, { from: startedAt, to, signal }), id);
}

async function fitted(
  { test, run, known }: Found & { readonly known: TestHistory | undefined },
  parts: readonly CapsulePart[],
  tokens: number,
  { text }: ExplainParts['context'],
): Promise<FailureCapsule> {
  // Files and git's output have not been seen by the masks that a run's events go through.
  const safe = parts.map((part) => ({
    ...part,
    title: text.redact(part.title),
    lines: part.lines.map((line) => text.redact(line)),
  }));
  const kept = await fitParts(safe, Math.max(0, tokens - HEAD_TOKENS), (line) => text.countTokens(line));
  const counts = await Promise.all(
    kept.map(async ({ title, lines }) => text.countTokens([title, ...lines].join('\n'))),
  );
  return {
    ...{ id: test.id, outcome: test.outcome, path: test.file, line: test.line },
    ...{ message: test.message, durationMs: test.durationMs, run },
    ...{ outcomes: known?.outcomes ?? [], isFlaky: known?.isFlaky ?? false },
    frames: ownFrames(test.frames).map(({ path, line, function: name }) => ({ path, line, function: name })),
    parts: kept,
    tokens: HEAD_TOKENS + counts.reduce((sum, count) => sum + count, 0),
  };
}
