import type { GenerateEvent } from 'devmgr/plugin-api/contracts/code-generator';
import { expect, it } from 'vitest';
import type { BakeOffEntry } from '../../../../plugins/codegen/bakeoff/bake-off.js';
import { createRunBakeOff } from '../../../../plugins/codegen/bakeoff/create-run-bake-off.js';
import type { GenerateJob, Generator } from '../../../../plugins/codegen/generate/generate-job.js';
import type { VerifyFiles } from '../../../../plugins/codegen/verify/verification.js';
import { aGeneration } from '../generate/a-generation.js';
import { aVerification } from './bake-off-entry.js';

type Writes = (job: GenerateJob, signal: AbortSignal) => AsyncIterable<GenerateEvent>;

const job: GenerateJob = {
  target: { path: 'app/a.py', language: 'python', before: undefined },
  prompt: 'x',
  model: undefined,
};
const item = { id: 'file:b', title: 'b', reason: 'sibling', text: 'b', value: 1, tokens: 1, leftOut: undefined };
const options = { tests: true, where: 'copy', signal: AbortSignal.timeout(60_000) } as const;

const writes = (after: string): Writes =>
  async function* () {
    yield { type: 'text-delta', text: after };
    yield {
      type: 'generation-end',
      generation: aGeneration({ files: [{ path: 'app/a.py', before: undefined, after }] }),
    };
  };
const waits: Writes = async function* (_, signal) {
  yield { type: 'text-delta', text: 'half' };
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  yield { type: 'generation-end', generation: aGeneration({ isStopped: true }) };
};
const breaks: Writes = async function* () {
  yield { type: 'text-delta', text: 'ha' };
  throw new Error('The line is dead');
};

function stage(models: Readonly<Record<string, Writes>>, verify: VerifyFiles = async () => aVerification('passed', 1)) {
  const jobs: GenerateJob[] = [];
  const generator: Generator = {
    plan: async ({ model = '' }) => {
      if (model === 'broken') throw new Error('no key');
      return {
        written: { system: '', user: '' },
        items: [item],
        tokens: 1,
        room: 9,
        providerId: 'p',
        modelId: model,
        host: undefined,
        notes: [],
      };
    },
    gather: () => Promise.resolve([item]),
    generate: (asked, { signal }) => (jobs.push(asked), (models[asked.model ?? ''] ?? breaks)(asked, signal)),
  };
  return { run: createRunBakeOff({ generator, verify, clock: { now: () => 5 } }), jobs };
}

async function last(entries: AsyncIterable<readonly BakeOffEntry[]>): Promise<readonly BakeOffEntry[]> {
  let latest: readonly BakeOffEntry[] = [];
  for await (const each of entries) latest = each;
  return latest;
}

it('lets all answer with the same context, tests one after the other, and ranks', async () => {
  let [atOnce, most] = [0, 0];
  const verify: VerifyFiles = async ([file]) => {
    most = Math.max(most, (atOnce += 1));
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
    return file?.text === 'good' ? aVerification('passed', 3) : aVerification('failed', 2);
  };
  const { run, jobs } = stage({ bad: writes('bad'), good: writes('good') }, verify);
  const ranked = await last(run(job, ['broken', 'bad', 'good', 'good'], options));
  expect(ranked.map(({ model, status }) => `${model} ${status}`)).toEqual(['good done', 'bad done', 'broken failed']);
  expect(ranked[2]?.error?.message).toBe('The line is dead');
  expect(most).toBe(1);
  expect(jobs.map(({ items }) => items)).toEqual([[item], [item], [item]]);
});

it('tells what was asked for: tests that it names are not excused', async () => {
  const prompts: (string | undefined)[] = [];
  const verify: VerifyFiles = async (_, { prompt }) => (prompts.push(prompt), aVerification('passed', 1));
  await last(stage({ one: writes('one') }, verify).run(job, ['one'], options));
  expect(prompts).toEqual([aGeneration().prompt]);
});

it('takes a failing copy as a failure of that entry, and tests the next', async () => {
  const verify: VerifyFiles = async ([file]) => {
    if (file?.text === 'one') throw new Error('The disk is full');
    return aVerification('passed', 1);
  };
  const ranked = await last(
    stage({ one: writes('one'), two: writes('two') }, verify).run(job, ['one', 'two'], options),
  );
  expect(ranked.map(({ model, status }) => `${model} ${status}`)).toEqual(['two done', 'one failed']);
  expect(ranked[1]?.generation?.files[0]?.after).toBe('one');
});

it('stops all, and keeps what was done', async () => {
  const stop = new AbortController();
  const { run } = stage({ fast: writes('fast'), slow: waits });
  const seen: (readonly BakeOffEntry[])[] = [];
  for await (const entries of run(job, ['fast', 'slow'], { ...options, signal: stop.signal })) {
    seen.push(entries);
    if (entries.find(({ model }) => model === 'fast')?.status === 'done') stop.abort();
  }
  expect(seen.at(-1)?.map(({ model, status }) => `${model} ${status}`)).toEqual(['fast done', 'slow stopped']);
});

it('ends what goes on when nobody looks any more', async () => {
  let ended = false;
  const slow: Writes = async function* (_, signal) {
    yield { type: 'text-delta', text: 'half' };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    ended = true;
  };
  for await (const [entry] of stage({ slow }).run(job, ['slow'], options)) if (entry?.received === 4) break;
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(true);
});

it('asks for models when there are none, and tests nothing when that is not wanted', async () => {
  await expect(last(stage({}).run(job, [], options))).rejects.toThrow('No model is named');
  const verify: VerifyFiles = () => Promise.reject(new Error('nobody asked for this'));
  const ranked = await last(stage({ one: writes('one') }, verify).run(job, ['one'], { ...options, tests: false }));
  expect(ranked[0]).toMatchObject({ status: 'done', verification: undefined, received: 3 });
});
