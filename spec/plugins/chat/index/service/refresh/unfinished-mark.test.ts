import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import { afterEach, describe, expect, it } from 'vitest';
import { UnfinishedMark } from '../../../../../../plugins/chat/index/service/refresh/unfinished-mark.js';

const dir = mkdtempSync(join(tmpdir(), 'devmgr-mark-'));
afterEach(() => rmSync(join(dir, 'index.unfinished'), { force: true }));

const start = (files: number): IndexProgress => ({ type: 'index-start', files });

describe('the mark of an index that is not complete', () => {
  it('is there until the refresh has ended', async () => {
    const mark = new UnfinishedMark(dir);
    const told: IndexProgress[] = [];
    await mark.during(
      (progress) => told.push(progress),
      async (report) => {
        expect(await mark.isSet()).toBe(false);
        report(start(2));
        await expect.poll(() => new UnfinishedMark(dir).isSet()).toBe(true);
      },
    );
    expect([await mark.isSet(), told]).toEqual([false, [start(2)]]);
  });

  it('stays after a failure, until one ends well that finds nothing to do', async () => {
    const mark = new UnfinishedMark(dir);
    const failed = mark.during(
      () => undefined,
      async (report) => {
        report(start(1));
        throw new Error('interrupted');
      },
    );
    await expect(failed).rejects.toThrow('interrupted');
    expect(await mark.isSet()).toBe(true);
    await mark.during(
      () => undefined,
      async (report) => report(start(0)),
    );
    expect(await mark.isSet()).toBe(false);
  });

  it('changes nothing where it cannot be written', async () => {
    const mark = new UnfinishedMark(join(dir, 'no-such-folder'));
    await mark.during(
      () => undefined,
      async (report) => report(start(1)),
    );
    expect(await mark.isSet()).toBe(false);
  });
});
