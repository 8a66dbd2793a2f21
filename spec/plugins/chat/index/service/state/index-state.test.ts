import type { IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import { describe, expect, it } from 'vitest';
import type { IndexEvent } from '../../../../../../plugins/chat/index/service/state/index-event.js';
import {
  initialIndexModel,
  reduceIndexState,
} from '../../../../../../plugins/chat/index/service/state/reduce-index-state.js';
import { remainingMs } from '../../../../../../plugins/chat/index/service/state/remaining-ms.js';

const after = (events: readonly IndexEvent[], isEnabled = true) =>
  events.reduce(reduceIndexState, initialIndexModel(isEnabled)).state;
const progress = (value: IndexProgress, at = 0): IndexEvent => ({ type: 'progress', progress: value, at });
const counted = (done: number, at: number) => progress({ type: 'file-end', path: 'a.py', done }, at);

const begun: readonly IndexEvent[] = [{ type: 'scan' }, progress({ type: 'index-start', files: 200 }, 1_000)];
const ended: readonly IndexEvent[] = [...begun, counted(200, 3_000), { type: 'end', at: 3_000 }];

describe('the state of the index', () => {
  it('says how far it is, and when there is a pace how long it takes', () => {
    expect(after([{ type: 'scan' }])).toMatchObject({ status: 'scanning', progress: undefined });
    expect(after(begun)).toMatchObject({ status: 'indexing', progress: { what: 'files', done: 0, total: 200 } });
    expect(after([...begun, counted(50, 2_000)]).progress).toEqual({
      what: 'files',
      done: 50,
      total: 200,
      remainingMs: 3_000,
    });
  });

  it('measures the pace of vectors from when they were begun', () => {
    const embed = (done: number, at: number) => progress({ type: 'embed', done, total: 100 }, at);
    const state = after([...begun, counted(200, 5_000), embed(0, 10_000), embed(50, 11_000)]);
    expect(state.progress).toEqual({ what: 'vectors', done: 50, total: 100, remainingMs: 1_000 });
  });

  it('is ready at the end, as it was before when the next one is stopped, and failed when that fails', () => {
    expect(after(ended)).toMatchObject({ status: 'ready', progress: undefined, refreshedAt: 3_000 });
    expect(after([...ended, ...begun, { type: 'stop' }])).toMatchObject({ status: 'ready', progress: undefined });
    expect(after([...begun, { type: 'stop' }]).status).toBe('waiting');
    const failed = after([...begun, { type: 'fail', message: 'disk full', hint: 'Make room.' }]);
    expect(failed).toMatchObject({ status: 'failed', error: { message: 'disk full', hint: 'Make room.' } });
    expect(after([...begun, { type: 'fail', message: 'x', hint: undefined }, { type: 'scan' }]).error).toBeUndefined();
  });

  it('is off when the person says so, and keeps what it knew', () => {
    expect(after([], false).status).toBe('off');
    expect(after([...ended, { type: 'enable', isEnabled: false }])).toMatchObject({
      status: 'off',
      refreshedAt: 3_000,
    });
    expect(after([{ type: 'enable', isEnabled: true }], false).status).toBe('waiting');
  });

  it('stays off until the person says otherwise, whatever a refresh that was under way still tells', () => {
    const off: readonly IndexEvent[] = [...ended, { type: 'scan' }, { type: 'enable', isEnabled: false }];
    const late: readonly IndexEvent[] = [
      { type: 'scan' },
      counted(10, 4_000),
      { type: 'stop' },
      { type: 'end', at: 4_000 },
      { type: 'fail', message: 'x', hint: undefined },
    ];
    for (const event of late) {
      expect(after([...off, event])).toMatchObject({ status: 'off', progress: undefined, error: undefined });
    }
    expect(after([...off, ...late, { type: 'enable', isEnabled: true }]).status).toBe('ready');
  });

  it('does not say that it ended before it is counted', () => {
    const summary = { files: 200 } as IndexSummary;
    expect(after([...begun, progress({ type: 'index-end', summary })]).status).toBe('indexing');
  });
});

describe('the estimate', () => {
  it.each([
    [{ done: 0, total: 100, elapsedMs: 5_000 }, undefined],
    [{ done: 50, total: 100, elapsedMs: 100 }, undefined],
    [{ done: 1, total: 100, elapsedMs: 5_000 }, undefined],
    [{ done: 25, total: 100, elapsedMs: 1_000 }, 3_000],
    [{ done: 100, total: 100, elapsedMs: 1_000 }, 0],
    [{ done: 0, total: 0, elapsedMs: 0 }, 0],
  ])('of %j is %s', (given, expected) => {
    expect(remainingMs(given)).toBe(expected);
  });
});
