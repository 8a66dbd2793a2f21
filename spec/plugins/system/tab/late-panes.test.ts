import { describe, expect, it } from 'vitest';
import type { Clock } from 'devmgr/plugin-api';
import { LatePanes } from '../../../../plugins/system/tab/late-panes.js';
import { onSystemStage } from './system-stage.js';

/** Timers that only run by hand. */
function handClock() {
  const timers = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    setTimeout(callback) {
      timers.add(callback);
      return { dispose: () => void timers.delete(callback) };
    },
    setInterval: () => ({ dispose: () => undefined }),
  };
  const run = () => {
    for (const timer of timers) timer();
  };
  return { clock, run };
}

function stage(load?: () => Promise<() => string>) {
  const said: string[] = [];
  const loads: ((outcome: Error | undefined) => void)[] = [];
  const byHand = () =>
    new Promise<() => string>((resolve, reject) =>
      loads.push((error) => (error ? reject(error) : resolve(() => 'panes'))),
    );
  const { clock, run } = handClock();
  const late = new LatePanes<string>({
    clock,
    load: load ?? byHand,
    made: (panes) => said.push(`made ${panes}`),
    failed: (error) => said.push(String(error)),
  });
  const arrive = async (error?: Error) => {
    loads.splice(0).forEach((end) => end(error));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { late, said, loads, arrive, run };
}

describe('panes that are made after the first frame', () => {
  it('are made by themselves', async () => {
    const { late, said, arrive, run } = stage();
    run();
    expect(late.now).toBeUndefined();
    await arrive();
    expect(late.now).toBe('panes');
    expect(said).toEqual(['made panes']);
  });

  it('are loaded once, and do what was wanted before in its order, after the keys are where they were meant to be', async () => {
    const { late, said, loads, arrive, run } = stage();
    late.whenMade(() => said.push('first'));
    late.focus(() => said.push('focus of before'));
    late.focus((panes) => said.push(`focus of ${panes}`));
    late.whenMade(() => said.push('second'));
    run();
    expect(loads).toHaveLength(1);
    await arrive();
    expect(said).toEqual(['made panes', 'focus of panes', 'first', 'second']);
    late.whenMade(() => said.push('at once'));
    late.focus(() => said.push('focus at once'));
    expect(said.slice(4)).toEqual(['at once', 'focus at once']);
  });

  it('do not take the keys from where they went meanwhile', async () => {
    const { late, said, arrive } = stage();
    late.focus(() => said.push('focus'));
    late.keepFocus();
    await arrive();
    expect(said).toEqual(['made panes']);
  });

  it('are not made when the tab is gone', async () => {
    const { late, said, arrive, run } = stage();
    run();
    late.dispose();
    await arrive();
    expect(said).toEqual([]);
    expect(late.now).toBeUndefined();
  });

  it('are tried again by whoever wants them next when they could not be loaded', async () => {
    const { late, said, arrive } = stage();
    late.whenMade(() => said.push('first'));
    await arrive(new Error('gone'));
    expect(said).toEqual(['Error: gone']);
    late.whenMade(() => said.push('second'));
    await arrive();
    expect(said).toEqual(['Error: gone', 'made panes', 'first', 'second']);
  });
});

/** Nothing is waited for before they are pressed. */
describe.each([
  [120, 40],
  [80, 24],
])('keys that are pressed before the first frame on %i x %i', (cols, rows) => {
  it('show a page of the server and open its filter', () =>
    onSystemStage({ cols, rows }, async ({ app }) => {
      app.key('2', '/');
      await app.waitFor('Filter [');
      app.type('orders');
      await app.waitFor('Filter [orders');
      await app.waitFor('Requests');
    }));

  it('show the models of a provider', () =>
    onSystemStage({ cols, rows }, async ({ app }) => {
      app.key('v', 'enter');
      await app.waitFor('/ filter');
      await app.waitFor(/─ Models/);
    }));

  it('open the form for a new job', () =>
    onSystemStage({ cols, rows }, async ({ app }) => {
      app.key('v', 'v', 'n');
      await app.waitFor('New fine-tuning job');
      await app.waitFor('Enter change');
      app.key('escape');
      await app.waitFor('n new job');
    }));

  it('go to the list that was wanted last', () =>
    onSystemStage({ cols, rows }, async ({ app }) => {
      app.key('v', 'v', 'v');
      await app.waitFor('s start');
      await app.waitFor('○ api');
      await app.waitFor('v AI');
      app.key('v', 'v');
      await app.waitFor('n new job');
    }));
});
