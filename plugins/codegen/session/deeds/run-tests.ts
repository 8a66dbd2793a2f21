import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { keptVerdict } from '../../history/kept-verdict.js';
import type { CopyProgress, TestChoice, Verification } from '../../verify/verification.js';
import type { RoundPlace } from '../receive-generation.js';
import type { SessionDesk } from '../session-desk.js';
import { textsUnderReview } from '../texts-under-review.js';

/** Runs the tests that concern what is under review, as it would be saved. */
export function runTests(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'choosing-tests' }, async (signal) => {
    await verifyReviewed(desk, signal);
  });
}

/** See `runTests`, where something goes on already. */
export async function verifyReviewed(desk: SessionDesk, signal: AbortSignal): Promise<Verification> {
  const { verify } = await desk.parts.engine();
  const shown = new ShownTests(desk);
  const { generation, reviews } = desk.now;
  const result = await verify(textsUnderReview(reviews), {
    where: desk.parts.settings().verify,
    signal,
    prompt: generation?.prompt,
    onChoice: (choice) => shown.choose(choice),
    onCopy: (progress) => shown.copy(progress),
    onState: (state) => shown.take(state),
    onBefore: (state) => shown.takeBefore(state),
  });
  desk.change({ type: 'verified', result });
  if (generation) void desk.keep((history) => history.markTested(generation.id, keptVerdict(result)));
  return result;
}

/** Says how far the tests are. */
export class ShownTests {
  readonly #desk: SessionDesk;
  readonly #round: RoundPlace | undefined;
  #choice: TestChoice = { paths: [], reason: '' };

  constructor(desk: SessionDesk, round?: RoundPlace) {
    this.#desk = desk;
    this.#round = round;
  }

  choose(choice: TestChoice): void {
    this.#choice = choice;
    this.#tell('testing', undefined);
  }

  copy({ done, total }: CopyProgress): void {
    this.#desk.tell({ kind: 'copying', done, total, round: this.#round });
  }

  take(state: TestRunState): void {
    this.#tell('testing', state);
  }

  takeBefore(state: TestRunState | undefined): void {
    this.#tell('testing-before', state);
  }

  #tell(kind: 'testing' | 'testing-before', state: TestRunState | undefined): void {
    const { counts, total } = state ?? {};
    this.#desk.tell({ kind, choice: this.#choice, counts, total, round: this.#round });
  }
}
