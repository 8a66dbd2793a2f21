import type { Generation, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerateJob, Generator } from '../generate/generate-job.js';
import type { Round, RoundEvent, RoundOptions, RunRounds } from './round.js';
import { LatestEvents } from './rounds/latest-events.js';
import { nextJob } from './rounds/next-job.js';
import { roundReport } from './rounds/round-report.js';
import type { Verification, VerifyFiles } from './verification.js';

export interface RoundParts {
  readonly generator: Pick<Generator, 'generate'>;
  readonly verify: VerifyFiles;
  /** As `TextTools.countTokens`. */
  countTokens(text: string, most?: number): Promise<number>;
  /** See `ReportOptions`. */
  hidden?(): Promise<(path: string) => boolean>;
}

/** More failures than that confuse rather than help. */
const mostReportTokens = 4_000;
/** Who wants no tests waits for code, not for the best of it. */
const mostUntested = 2;

/**
 * Makes what generates until the tests pass; see `RunRounds`. A job with a `repair` begins with mending that. It ends also when no tests can be run, when
 * it is stopped, and when an answer changes nothing (which is not tested again). An answer that passes and of which parts were
 * refused is asked for again as long as there are rounds. Rejects with what making the copy for the tests rejects with.
 */
export function createRunRounds(parts: RoundParts): RunRounds {
  return (job, options) => runRounds(parts, job, options);
}

async function* runRounds(parts: RoundParts, first: GenerateJob, options: RoundOptions): AsyncGenerator<RoundEvent> {
  let job = first;
  let last: Round | undefined;
  const most = options.tests === false ? Math.min(options.most, mostUntested) : options.most;
  for (let number = 1; number <= most; number += 1) {
    yield { type: 'round-start', number, refused: last && refusedOf(last) };
    const { generation, items } = yield* generate(parts, job, options.signal);
    const makesSame = isSame(generation, last?.generation.files ?? first.repair?.files);
    // One that does not fit has tried something.
    const isUnchanged = makesSame && generation.refused.length === 0;
    const isOver = options.tests === false || generation.isStopped || generation.files.length === 0;
    const known = makesSame ? last?.verification : undefined;
    const verification = isOver ? undefined : (known ?? (yield* verify(parts, generation, options)));
    last = { number, generation, verification, isUnchanged };
    yield { type: 'round-end', round: last };
    if (isDone(last, options) || isUnchanged || options.signal.aborted) return;
    const report = await roundReport(last, { ...parts, mostTokens: mostReportTokens });
    job = nextJob(first, { generation, report, items });
  }
}

/** Nothing is left to be mended, or nobody can say what. */
function isDone({ generation, verification }: Round, { tests }: RoundOptions): boolean {
  if (generation.isStopped) return true;
  if (tests === false) return generation.refused.length === 0;
  if (verification === undefined) return false;
  if (verification.verdict === 'passed') return generation.refused.length === 0;
  return verification.verdict !== 'failed';
}

function refusedOf({ generation: { refused } }: Round): Generation['refused'] | undefined {
  return refused.length > 0 ? refused : undefined;
}

/** Whether an answer makes the same files as the one before it, of which there was something. */
function isSame(generation: Generation, before: Generation['files'] | undefined): boolean {
  if (before === undefined || before.length !== generation.files.length || before.length === 0) return false;
  const texts = new Map(before.map((file) => [file.path, file.after]));
  return generation.files.every((file) => texts.get(file.path) === file.after);
}

async function* generate({ generator }: RoundParts, job: GenerateJob, signal: AbortSignal) {
  let items: readonly SentContextItem[] | undefined;
  let generation: Generation | undefined;
  for await (const event of generator.generate(job, { signal })) {
    if (event.type === 'context-end') items = event.items;
    if (event.type === 'generation-end') generation = event.generation;
    yield event;
  }
  if (!generation) throw new Error('The generator ended without a generation');
  return { generation, items };
}

async function* verify(
  { verify: verifyFiles }: RoundParts,
  generation: Generation,
  { where, signal }: RoundOptions,
): AsyncGenerator<RoundEvent, Verification> {
  const events = new LatestEvents<RoundEvent>();
  const left = new AbortController();
  const files = generation.files.map(({ path, after }) => ({ path, text: after }));
  const result = verifyFiles(files, {
    where,
    signal: AbortSignal.any([signal, left.signal]),
    prompt: generation.prompt,
    onChoice: (choice) => events.push({ type: 'verify-start', choice }),
    onCopy: (progress) => events.pushState({ type: 'verify-copy', progress }),
    onState: (state) => events.pushState({ type: 'verify-state', state }),
    onBefore: (state) => events.pushState({ type: 'verify-before', state }),
  }).finally(() => events.end());
  result.catch(() => undefined);
  try {
    yield* events.values();
  } finally {
    // Who looks no longer wants no tests.
    left.abort();
  }
  return result;
}
