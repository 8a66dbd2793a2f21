import { expect, test } from 'vitest';
import { keepPartialGeneration } from '../../../../plugins/codegen/generate/partial-generation.js';
import { generateCode } from '../../../../plugins/codegen/cli/generate-code.js';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import type { RoundEvent } from '../../../../plugins/codegen/verify/round.js';
import { aVerification } from '../bakeoff/bake-off-entry.js';
import { aGeneration } from '../history/a-generation.js';

/** Rounds that tell these events and then fail. */
function failing(events: readonly RoundEvent[], error: Error, tests = true) {
  const kept: string[] = [];
  const noted: string[] = [];
  const engine = {
    async *runRounds() {
      yield* events;
      throw error;
    },
    history: { add: async ({ id }: { id: string }) => void kept.push(id), markTested: async () => undefined },
  } as unknown as CodegenEngine;
  const progress = { take: () => undefined, note: (text: string) => void noted.push(text) } as never;
  const made = generateCode({ job: {}, tests, mostRounds: 3, where: 'copy' } as never, engine, progress, {
    signal: new AbortController().signal,
  });
  return { made, kept, noted };
}

const generation = aGeneration({ id: 'one', refused: [] });
const answered: RoundEvent = { type: 'generation-end', generation };
const failed: RoundEvent = {
  type: 'round-end',
  round: { number: 1, generation, verification: aVerification('failed', 2) },
};

test('what came counts when another answer cannot be had, or the first one cannot be tested', async () => {
  const error = new Error('400 bad request');
  expect(await failing([answered, failed], error).made).toMatchObject({ generation, rounds: [{}], failure: error });
  expect(await failing([answered], error).made).toMatchObject({ generation, rounds: [], failure: error });
});

test('with nothing but a part it fails, and the part is kept', async () => {
  const error = new Error('gone');
  keepPartialGeneration(error, aGeneration({ id: 'half' }));
  const { made, kept } = failing([], error);
  await expect(made).rejects.toBe(error);
  expect(kept).toEqual(['half']);
});

test('without tests asking again is only tried', async () => {
  const { made, noted } = failing([answered, failed], new Error('gone'), false);
  expect((await made).failure).toBeUndefined();
  expect(noted).toEqual(['gone']);
});
