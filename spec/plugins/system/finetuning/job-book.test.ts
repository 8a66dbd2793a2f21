import { describe, expect, it } from 'vitest';
import {
  jobState,
  NO_JOBS,
  reduceJobs,
  type JobAction,
  type JobBook,
} from '../../../../plugins/system/finetuning/job-book.js';
import { job } from './scripted-adapter.js';

const after = (...actions: readonly JobAction[]): JobBook => actions.reduce(reduceJobs, NO_JOBS);
const listed = (adapterId: string, ids: readonly string[], asked = 10): JobAction => ({
  type: 'listed',
  adapterId,
  jobs: ids.map((id, index) => job(id, { adapterId, createdAt: index })),
  asked,
});
const ids = (book: JobBook) => jobState(book).jobs.map(({ id }) => id);

describe('the jobs of all adapters', () => {
  it('are one list, newest first', () => {
    expect(ids(after(listed('a', ['a0', 'a1', 'a2']), listed('b', ['b0'])))).toEqual(['a2', 'a1', 'a0', 'b0']);
  });

  it('stay when their provider does not answer, and its problem goes with the next list', () => {
    const failed = after(listed('a', ['a0']), { type: 'failed', adapterId: 'a', message: 'away', hint: 'wait' });
    expect(ids(failed)).toEqual(['a0']);
    expect(jobState(failed).problems).toEqual([{ adapterId: 'a', message: 'away', hint: 'wait' }]);
    expect(jobState(reduceJobs(failed, listed('a', ['a0']))).problems).toEqual([]);
  });

  it('go with their adapter', () => {
    expect(ids(after(listed('a', ['a0']), listed('b', ['b0']), { type: 'left', adapterId: 'a' }))).toEqual(['b0']);
  });

  it('are looked at as long as one look is under way', () => {
    const one = after({ type: 'look-start' }, { type: 'look-start' }, { type: 'look-end', at: 5 });
    expect(jobState(one)).toMatchObject({ isLooking: true, lookedAt: 5 });
    expect(jobState(reduceJobs(one, { type: 'look-end', at: 6 }))).toMatchObject({ isLooking: false, lookedAt: 6 });
  });
});

describe('a job that was touched here', () => {
  const created = job('new', { createdAt: 50 });
  const touch = (id: string, order: number, made: typeof created | undefined): JobAction => ({
    type: 'touched',
    adapterId: 'a',
    id,
    touch: { order, job: made },
  });

  it('does not vanish with a list that was asked for before', () => {
    expect(ids(after(touch('new', 20, created), listed('a', ['a0'], 19)))).toEqual(['new', 'a0']);
    expect(ids(after(touch('new', 20, created), listed('a', ['a0'], 21)))).toEqual(['a0']);
  });

  it('does not come back when it was removed', () => {
    expect(ids(after(listed('a', ['a0', 'a1']), touch('a0', 20, undefined), listed('a', ['a0', 'a1'], 19)))).toEqual([
      'a1',
    ]);
  });

  it('leaves alone the job of another adapter with that id', () => {
    expect(ids(after(listed('b', ['new']), touch('new', 20, undefined)))).toEqual(['new']);
  });
});
