import { expect, it } from 'vitest';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import { generate } from '../../../../plugins/codegen/session/deeds/generate.js';
import { keepEdits } from '../../../../plugins/codegen/session/deeds/keep-edits.js';
import { SessionDesk } from '../../../../plugins/codegen/session/session-desk.js';
import type { RunRounds } from '../../../../plugins/codegen/verify/round.js';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import { aGeneration } from '../generate/a-generation.js';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A history that takes its time. */
function stage(runRounds?: RunRounds) {
  const kept: string[] = [];
  const slowly = (what: string) => async () => {
    for (let turns = 0; turns < 5; turns += 1) await nextTurn();
    kept.push(what);
  };
  const history = { add: slowly('add'), markTested: slowly('tested'), markEdited: slowly('edited') };
  const desk = new SessionDesk({
    clock: { now: () => 0, setTimeout: () => ({ dispose: () => undefined }) } as never,
    log,
    engine: async () => ({ history, runRounds }) as unknown as CodegenEngine,
    settings: () => ({ rounds: 3, verify: 'copy' }),
  });
  return { desk, kept };
}

/** Rounds that end with what had come when they are stopped. */
const stoppedRounds = (generation: Generation): RunRounds =>
  async function* (_, { signal }) {
    yield { type: 'round-start', number: 1 };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    yield { type: 'generation-end', generation };
  };

it('waits for what the history is to keep, which it keeps in order', async () => {
  const { desk, kept } = stage();
  desk.change({
    type: 'generated',
    generation: aGeneration({ files: [{ path: 'a.py', before: undefined, after: 'x = 1\n' }] }),
    reviews: [createReview({ path: 'a.py', before: undefined, after: 'x = 2\n' })],
  });
  void desk.keep((history) => history.add(aGeneration({})));
  keepEdits(desk);
  expect(kept).toEqual([]);
  await desk.dispose();
  expect(kept).toEqual(['add', 'edited']);
});

it('says that a stopped answer is kept when it is', async () => {
  const { desk, kept } = stage(stoppedRounds(aGeneration({ isStopped: true, answer: 'x = ' })));
  const seen: (readonly string[])[] = [];
  desk.state.onDidChange(({ generation }) => generation && seen.push([...kept]));
  const ended = generate(desk);
  await nextTurn();
  await desk.stop();
  await ended;
  expect(seen[0]).toEqual(['add']);
});

it('keeps an answer that is stopped because everything ends', async () => {
  const { desk, kept } = stage(stoppedRounds(aGeneration({ isStopped: true, answer: 'x = ' })));
  void generate(desk);
  await nextTurn();
  await desk.dispose();
  expect(kept).toEqual(['add']);
});
