import type { GenerateEvent, GeneratedFile, Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { describe, expect, it } from 'vitest';
import type { GenerateJob } from '../../../../plugins/codegen/generate/generate-job.js';
import { createRunRounds } from '../../../../plugins/codegen/verify/create-run-rounds.js';
import { noCounts } from '../../../../plugins/codegen/verify/run/run-tests.js';
import type { Round, RoundEvent } from '../../../../plugins/codegen/verify/round.js';
import type { Verdict, Verification, VerifyFiles } from '../../../../plugins/codegen/verify/verification.js';

const job: GenerateJob = {
  target: { path: 'app/shop.py', language: 'python', before: undefined },
  prompt: 'prices',
  model: undefined,
};

type Answer = Partial<Generation> | Error;

const file = (after: string, path = 'app/shop.py'): GeneratedFile => ({ path, before: undefined, after });

function generation(answer: Partial<Generation>): Generation {
  return {
    id: 'g',
    target: 'app/shop.py',
    prompt: 'prices',
    answeredBy: { providerId: 'p', modelId: 'm', host: undefined },
    answer: '',
    files: [],
    refused: [],
    notes: [],
    context: [],
    usage: { inputTokens: undefined, outputTokens: undefined, costUsd: undefined },
    durationMs: 1,
    isStopped: false,
    ...answer,
  };
}

/** Gives the answers in turn and remembers what was asked. */
function generatorOf(answers: readonly Answer[]) {
  const jobs: GenerateJob[] = [];
  const item = {
    id: 'file:a.py',
    title: 'a.py',
    reason: 'sibling',
    text: 'a',
    value: 1,
    tokens: 1,
    leftOut: undefined,
  };
  return {
    jobs,
    async *generate(asked: GenerateJob): AsyncGenerator<GenerateEvent> {
      const answer = answers[jobs.push(asked) - 1];
      yield { type: 'context-end', items: [item], notes: [] };
      await Promise.resolve();
      if (answer === undefined) throw new Error('asked too often');
      if (answer instanceof Error) throw answer;
      yield { type: 'generation-end', generation: generation(answer) };
    },
  };
}

/** Passes what holds `right`. */
function verifierOf(verdictOf: (text: string) => Verdict = (text) => (text.includes('right') ? 'passed' : 'failed')) {
  const tested: string[] = [];
  const verify: VerifyFiles = async (files, { onChoice, onCopy, onBefore }) => {
    const text = files.map((entry) => entry.text).join('|');
    tested.push(text);
    const choice = { paths: ['tests/test_shop.py'], reason: 'the tests of app/shop.py' };
    onChoice?.(choice);
    onCopy?.({ done: 1, total: 2 });
    await new Promise((resolve) => setImmediate(resolve));
    const verdict = verdictOf(text);
    const failure = {
      id: 'tests/test_shop.py::test_it',
      message: `not ${text}`,
      traceback: '',
      frames: [],
      sections: [],
    };
    const failures = verdict === 'failed' ? [failure] : [];
    if (verdict === 'failed') onBefore?.(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    const verification: Verification = {
      ...{ verdict, detail: undefined, choice, counts: noCounts, failures, durationMs: 1, where: 'copy' },
    };
    return verification;
  };
  return { tested, verify };
}

async function play(
  answers: readonly Answer[],
  changes: { job?: GenerateJob; most?: number; tests?: boolean; verdictOf?: (text: string) => Verdict } = {},
) {
  const generator = generatorOf(answers);
  const { tested, verify } = verifierOf(changes.verdictOf);
  const run = createRunRounds({ generator, verify, countTokens: (text) => Promise.resolve(text.length) });
  const events: RoundEvent[] = [];
  let error: unknown;
  try {
    const { most = 3, tests } = changes;
    const options = { most, tests, where: 'copy', signal: new AbortController().signal } as const;
    for await (const event of run(changes.job ?? job, options)) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  const rounds = events.flatMap((event): Round[] => (event.type === 'round-end' ? [event.round] : []));
  return {
    events,
    rounds,
    tested,
    jobs: generator.jobs,
    error,
    verdicts: rounds.map((round) => round.verification?.verdict),
  };
}

describe('rounds', () => {
  it('send the failures back with the files as they are and the context of the first one', async () => {
    const played = await play([{ files: [file('wrong')] }, { files: [file('right')] }]);
    expect(played.events.map((event) => event.type)).toEqual([
      ...['round-start', 'context-end', 'generation-end', 'verify-start', 'verify-copy', 'verify-before', 'round-end'],
      ...['round-start', 'context-end', 'generation-end', 'verify-start', 'verify-copy', 'round-end'],
    ]);
    expect(played.verdicts).toEqual(['failed', 'passed']);
    const [first, second] = played.jobs;
    expect(first).toBe(job);
    expect(second?.repair?.files).toEqual([file('wrong')]);
    expect(second?.repair?.report).toContain('not wrong');
    expect(second?.items?.map((item) => item.id)).toEqual(['file:a.py']);
  });

  it('end at the most that was asked for', async () => {
    const played = await play([{ files: [file('1')] }, { files: [file('2')] }, { files: [file('right')] }], {
      most: 2,
    });
    expect(played.verdicts).toEqual(['failed', 'failed']);
  });

  it('end after an answer that changes nothing, which is not tested again, and say so', async () => {
    const same = { files: [file('wrong')] };
    const played = await play([same, same, same], { most: 9 });
    expect(played.verdicts).toEqual(['failed', 'failed']);
    expect(played.rounds.map(({ isUnchanged }) => isUnchanged)).toEqual([false, true]);
    expect(played.tested).toEqual(['wrong']);
  });

  it.each(['unable', 'stopped'] as const)('end when tests are %s', async (verdict) => {
    expect((await play([{ files: [file('x')] }], { verdictOf: () => verdict })).verdicts).toEqual([verdict]);
  });

  it('report what was refused, also beside tests that pass', async () => {
    const refused = [{ path: 'app/main.py', reason: 'edit 1 fits nowhere' }];
    const played = await play([{ refused }, { files: [file('right')], refused }, { files: [file('right!')] }]);
    expect(played.verdicts).toEqual([undefined, 'passed', 'passed']);
    expect(played.jobs[1]?.repair?.report).toContain('app/main.py: edit 1 fits nowhere');
    expect(played.jobs[2]?.repair?.report).not.toContain('FAILED');
  });

  it('without tests ask once more where parts were refused, and tell which', async () => {
    const refused = [{ path: 'app/main.py', reason: 'edit 1 fits nowhere' }];
    const half = { files: [file('one')], refused };
    const played = await play([half, half, half], { tests: false });
    expect(played.jobs).toHaveLength(2);
    expect(played.tested).toEqual([]);
    expect(played.jobs[1]?.repair?.report).toContain('edit 1 fits nowhere');
    const starts = played.events.filter((event) => event.type === 'round-start');
    expect(starts.map((event) => event.refused)).toEqual([undefined, refused]);
    expect((await play([half], { tests: false, most: 1 })).jobs).toHaveLength(1);
    expect((await play([{ files: [file('one')] }], { tests: false })).jobs).toHaveLength(1);
    expect((await play([{ ...half, isStopped: true }], { tests: false })).jobs).toHaveLength(1);
    // A question is answered, not mended.
    expect((await play([{ answer: 'Which one?' }], { tests: false })).jobs).toHaveLength(1);
  });

  it('say that an answer held no code', async () => {
    const played = await play([{ answer: 'Sure!' }, { files: [file('right')] }]);
    expect(played.verdicts).toEqual([undefined, 'passed']);
    expect(played.jobs[1]?.repair?.report).toContain('no code');
  });

  it('end with what had come when the answer was stopped', async () => {
    const played = await play([{ files: [file('half')], isStopped: true }]);
    expect(played.verdicts).toEqual([undefined]);
    expect(played.tested).toEqual([]);
  });

  it('throw what generating throws, after the rounds before', async () => {
    const played = await play([{ files: [file('wrong')] }, new Error('provider gone')]);
    expect(played.verdicts).toEqual(['failed']);
    expect(played.error).toEqual(new Error('provider gone'));
  });

  it('begin with what was found earlier, and keep a prompt that was edited', async () => {
    const repair = { files: [file('wrong')], report: 'it fails' };
    const written = { system: 's', user: 'my own words' };
    const played = await play(
      [{ files: [file('wrong'), file('x', 'b.py')], answer: 'ANSWER' }, { files: [file('right')] }],
      {
        job: { ...job, repair, written },
      },
    );
    expect(played.jobs[0]?.repair).toBe(repair);
    expect(played.jobs[1]?.written?.user).toMatch(/^my own words\n[^]*ANSWER[^]*not wrong/);
  });
});

it('stops tests when nobody looks any longer', async () => {
  let stopped: Promise<unknown> | undefined;
  const verify: VerifyFiles = (_files, { signal, onChoice }) => {
    onChoice?.({ paths: [], reason: '' });
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    });
    stopped = aborted.catch((error: Error) => error.message);
    return aborted;
  };
  const generator = generatorOf([{ files: [file('x')] }]);
  const run = createRunRounds({ generator, verify, countTokens: () => Promise.resolve(1) });
  for await (const event of run(job, { most: 1, where: 'copy', signal: new AbortController().signal })) {
    if (event.type === 'verify-start') break;
  }
  expect(await stopped).toBe('stopped');
});
