import type { Generation, RefusedFile } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerateJob } from '../../generate/generate-job.js';
import { partialGeneration } from '../../generate/partial-generation.js';
import { keptVerdict } from '../../history/kept-verdict.js';
import type { RoundEvent } from '../../verify/round.js';
import { GenerationReceiver, type RoundPlace } from '../receive-generation.js';
import type { SessionDesk } from '../session-desk.js';
import { ShownTests } from './run-tests.js';

/**
 * Asks until the tests pass; without `tests` once more where parts of the answer do not fit. All of it is shown, and what came is kept, also when it is
 * stopped or fails in the middle.
 */
export async function askInRounds(
  desk: SessionDesk,
  job: GenerateJob,
  { tests, signal }: { readonly tests: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { runRounds } = await desk.parts.engine();
  const { rounds: most, verify: where } = desk.parts.settings();
  const shown = new ShownRounds(desk, tests ? most : undefined);
  try {
    for await (const event of runRounds(job, { most, where, tests, signal })) {
      if (!desk.isRunning(signal)) return;
      if (event.type === 'generation-end') await keepAnswer(desk, event.generation);
      if (!desk.isRunning(signal)) return;
      await shown.take(event);
    }
  } catch (error) {
    await shown.fail(error);
    throw error;
  } finally {
    shown.end();
  }
}

/** An answer can be looked at while it is being kept; of one that was stopped the person is told that it is kept: then it is. */
async function keepAnswer(desk: SessionDesk, generation: Generation): Promise<void> {
  if (generation.answer === '') return;
  const kept = desk.keep((history) => history.add(generation));
  if (generation.isStopped) await kept;
}

/** Shows what comes of rounds, and keeps what the tests said. */
class ShownRounds {
  readonly #desk: SessionDesk;
  /** `undefined`: answers are not counted. */
  readonly #most: number | undefined;
  readonly #receiver: GenerationReceiver;
  /** Answers that are listed already. */
  readonly #earlier: number;
  #tests: ShownTests;

  constructor(desk: SessionDesk, most: number | undefined) {
    this.#desk = desk;
    this.#most = most;
    this.#receiver = new GenerationReceiver(desk);
    this.#earlier = desk.now.rounds.length;
    this.#tests = new ShownTests(desk);
  }

  async take(event: RoundEvent): Promise<void> {
    switch (event.type) {
      case 'round-start':
        return this.#begin(event);
      case 'verify-start':
        return this.#tests.choose(event.choice);
      case 'verify-copy':
        return this.#tests.copy(event.progress);
      case 'verify-state':
        return this.#tests.take(event.state);
      case 'verify-before':
        return this.#tests.takeBefore(event.state);
      case 'round-end': {
        this.#desk.change({ type: 'round-ended', round: event.round });
        const { generation, verification } = event.round;
        if (verification)
          void this.#desk.keep((history) => history.markTested(generation.id, keptVerdict(verification)));
        return;
      }
      default:
        await this.#receiver.take(event);
    }
  }

  /** What had come of the answer that failed is kept. */
  async fail(error: unknown): Promise<void> {
    const partial = partialGeneration(error);
    if (!partial) return;
    this.#receiver.show(partial);
    await this.#desk.keep((history) => history.add(partial));
  }

  end(): void {
    this.#receiver.end();
  }

  #begin({ number, refused }: Extract<RoundEvent, { readonly type: 'round-start' }>): void {
    const because = refused && sentBackText(refused);
    const most = this.#most === undefined ? undefined : this.#earlier + this.#most;
    const place: RoundPlace = { number: this.#earlier + number, most, because };
    const round = most !== undefined || because !== undefined ? place : undefined;
    this.#receiver.round = round;
    this.#tests = new ShownTests(this.#desk, round);
    this.#desk.tell({ kind: 'gathering', round });
  }
}

/** `an edit of app/pricing.py did not fit`. */
function sentBackText(refused: readonly RefusedFile[]): string {
  const [first] = refused;
  return refused.length === 1 && first ? `${first.path} did not fit` : `${refused.length} files did not fit`;
}
