import type { Repair } from '../../generate/generate-job.js';
import { keptVerdict } from '../../history/kept-verdict.js';
import type { RoundEvent } from '../../verify/round.js';
import type { Verification } from '../../verify/verification.js';
import { jobOf } from '../job-of.js';
import { GenerationReceiver } from '../receive-generation.js';
import type { SessionDesk } from '../session-desk.js';
import { textsUnderReview } from '../texts-under-review.js';
import { ShownTests, verifyReviewed } from './run-tests.js';

/**
 * Sends what failed back to the model, until the tests pass. Runs them first where nobody knows what they say of the code as it is; does
 * nothing more when they pass.
 */
export function fix(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'choosing-tests' }, async (signal) => {
    desk.change({ type: 'rounds-begun' });
    const { verification } = desk.now;
    const known = verification && !verification.isStale ? verification.result : undefined;
    const result = known ?? (await verifyReviewed(desk, signal));
    if (result.verdict !== 'failed') return;
    noteFirst(desk, result);
    const { failureReport } = await desk.parts.engine();
    const report = await failureReport(result);
    await runRounds(desk, { files: filesOf(desk), report }, signal);
  });
}

/** The answer that is to be mended is the first in the list of rounds. */
function noteFirst(desk: SessionDesk, verification: Verification): void {
  const { generation } = desk.now;
  if (generation) desk.change({ type: 'round-ended', round: { number: 0, generation, verification } });
}

/** Generates and tests, until the tests pass. */
export function generateTested(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'gathering' }, async (signal) => {
    desk.change({ type: 'rounds-begun' });
    desk.change({ type: 'answer-awaited' });
    await runRounds(desk, undefined, signal);
  });
}

async function runRounds(desk: SessionDesk, repair: Repair | undefined, signal: AbortSignal): Promise<void> {
  const { runRounds } = await desk.parts.engine();
  const { rounds: most, verify: where } = desk.parts.settings();
  const shown = new ShownRounds(desk, most);
  try {
    for await (const event of runRounds(jobOf(desk.now, repair), { most, where, signal })) {
      if (!desk.isRunning(signal)) return;
      await shown.take(event);
    }
  } finally {
    shown.end();
  }
}

/** What a model is shown of the files that it wrote: as the person left them. */
function filesOf({ now: { reviews } }: SessionDesk): Repair['files'] {
  const texts = new Map(textsUnderReview(reviews).map(({ path, text }) => [path, text]));
  return reviews.flatMap(({ path, before }) => {
    const after = texts.get(path);
    return after === undefined ? [] : [{ path, before, after }];
  });
}

class ShownRounds {
  readonly #desk: SessionDesk;
  readonly #most: number;
  readonly #receiver: GenerationReceiver;
  #tests: ShownTests;

  constructor(desk: SessionDesk, most: number) {
    this.#desk = desk;
    this.#most = most;
    this.#receiver = new GenerationReceiver(desk);
    this.#tests = new ShownTests(desk);
  }

  async take(event: RoundEvent): Promise<void> {
    switch (event.type) {
      case 'round-start': {
        const round = { number: event.number, most: this.#most };
        this.#receiver.round = round;
        this.#tests = new ShownTests(this.#desk, round);
        return this.#desk.tell({ kind: 'gathering', round });
      }
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
        const { history } = await this.#desk.parts.engine();
        if (verification) void history.markTested(generation.id, keptVerdict(verification));
        return;
      }
      default: {
        const generation = await this.#receiver.take(event);
        const { history } = await this.#desk.parts.engine();
        if (generation && generation.answer !== '') void history.add(generation);
      }
    }
  }

  end(): void {
    this.#receiver.end();
  }
}
