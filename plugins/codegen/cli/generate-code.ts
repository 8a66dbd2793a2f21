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
}

/**
 * Asks once, and once more where parts of the answer do not fit; with `tests` until they pass. Everything that comes is in the history, also what came before a failure. Rejects as generating does,
 * and with the signal's reason when nothing had come; but for code of which parts do not fit somebody who fails when asked again is told.
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
  try {
    for await (const event of events) {
      progress.take(event);
      if (event.type === 'generation-end') await engine.history.add((written.last = event.generation));
      if (event.type === 'round-end') await keepRound(event.round, written.rounds, engine.history);
    }
  } catch (error) {
    const part = partialGeneration(error);
    if (part) await engine.history.add(part);
    if (tests || written.rounds.length === 0 || signal.aborted) throw error;
    progress.note(error instanceof Error ? error.message : String(error));
  }
  const generation = bestOf(written.rounds)?.generation ?? written.last;
  if (generation) return { generation, rounds: written.rounds };
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
