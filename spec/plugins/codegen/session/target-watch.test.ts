import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import { SessionDesk } from '../../../../plugins/codegen/session/session-desk.js';
import { TargetWatch } from '../../../../plugins/codegen/session/target-watch.js';

/** A plan that takes as long as it is waited for: its signals are kept. */
function watchedDesk() {
  const clock = new FakeClock();
  const planned: AbortSignal[] = [];
  const engine = {
    writer: { read: (path: string) => Promise.resolve({ path, text: undefined }) },
    generator: {
      plan: (_: unknown, { signal }: { readonly signal: AbortSignal }) => {
        planned.push(signal);
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
      },
    },
  } as unknown as CodegenEngine;
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const desk = new SessionDesk({
    clock,
    log,
    engine: () => Promise.resolve(engine),
    settings: () => ({ rounds: 3, verify: 'copy' }),
  });
  const watch = new TargetWatch(desk);
  desk.change({ type: 'target-set', target: 'a.py' });
  desk.change({ type: 'prompt-set', prompt: 'write it' });
  const settle = async () => {
    clock.advance(1_000);
    await new Promise(setImmediate);
  };
  return { desk, watch, planned, settle };
}

/** Something that goes on until it is ended. */
function begin(desk: SessionDesk): () => Promise<void> {
  let end: () => void = () => undefined;
  const going = desk.work({ kind: 'gathering' }, () => new Promise((resolve) => (end = resolve)));
  return async () => {
    end();
    await going;
  };
}

it('reckons what would be sent only after the work that begins before it, not beside it', async () => {
  const { desk, watch, planned, settle } = watchedDesk();
  const end = begin(desk);
  await settle();
  expect(planned).toHaveLength(0);
  await end();
  await settle();
  expect(planned.map(({ aborted }) => aborted)).toEqual([false]);
  watch.dispose();
});

it('gives up what it reckons when work begins, and does it anew afterwards', async () => {
  const { desk, watch, planned, settle } = watchedDesk();
  await settle();
  expect(planned.map(({ aborted }) => aborted)).toEqual([false]);
  const end = begin(desk);
  expect(planned.map(({ aborted }) => aborted)).toEqual([true]);
  await end();
  await settle();
  expect(planned.map(({ aborted }) => aborted)).toEqual([true, false]);
  watch.dispose();
  expect(planned[1]?.aborted).toBe(true);
});
