import type { CliInvocation } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { partialGeneration } from '../generate/partial-generation.js';
import type { GenerationHistory } from '../history/generation-history.js';
import { keptVerdict } from '../history/kept-verdict.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { Round, RoundEvent } from '../verify/round.js';
import type { GenProgress } from './gen-progress.js';
import type { GenRequest } from './gen-request.js';

/** What was written, and what tests said of it. */
export interface WrittenCode {
  readonly generation: Generation;
  readonly rounds: readonly Round[];
  /** What ended it before its time, with an answer there already: another one could not be had, or it could not be tested. */
  readonly failure?: Error | undefined;
}

/**
 * Asks once, and once more where parts of the answer do not fit; with `tests` until they pass. Everything that comes is in the history, also what came
 * before a failure. Rejects as generating does, and with the signal's reason, when nothing had come to its end; else what came counts. Who wants no tests
 * is only told that asking again failed.
 */
export async function generateCode(
  request: GenRequest,
  engine: CodegenEngine,
  progress: GenProgress,
  { signal }: Pick<CliInvocation, 'signal'>,
): Promise<WrittenCode> {
  const { job, tests, mostRounds, where } = request;
  const written: { last: Generation | undefined; readonly rounds: Round[] } = { last: undefined, rounds: [] };
  const events: AsyncIterable<RoundEvent> = engine.runRounds(job, { most: mostRounds, where, tests, signal });
  let failure: Error | undefined;
  try {
    for await (const event of events) {
      progress.take(event);
      if (event.type === 'generation-end') await engine.history.add((written.last = event.generation));
      if (event.type === 'round-end') await keepRound(event.round, written.rounds, engine.history);
    }
  } catch (error) {
    const part = partialGeneration(error);
    if (part) await engine.history.add(part);
    if (written.last === undefined || signal.aborted) throw error;
    const told = error instanceof Error ? error : new Error(String(error));
    if (tests) failure = told;
    else progress.note(told.message);
  }
  const generation = bestOf(written.rounds)?.generation ?? written.last;
  if (generation) return { generation, rounds: written.rounds, failure };
  signal.throwIfAborted();
  throw new Error('Generating ended without a generation');
}

async function keepRound(round: Round, rounds: Round[], history: GenerationHistory): Promise<void> {
  rounds.push(round);
  if (round.verification) await history.markTested(round.generation.id, keptVerdict(round.verification));
}

/** The last one with code: later answers know what was wrong with earlier ones. Of untested ones that of which most fits. */
export function bestOf(rounds: readonly Round[]): Round | undefined {
  const withCode = rounds.filter(({ generation }) => generation.files.length > 0);
  const last = withCode.at(-1) ?? rounds.at(-1);
  if (!last || last.verification) return last;
  const most = Math.min(...withCode.map(({ generation }) => generation.refused.length));
  return withCode.findLast(({ generation }) => generation.refused.length === most) ?? last;
}
