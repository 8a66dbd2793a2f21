import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JobFolder } from '../../../../../../plugins/system/finetuning/adapters/local/jobs/job-folder.js';
import { WAITING } from '../../../../../../plugins/system/finetuning/adapters/local/jobs/job-record.js';
import { ToldLines } from '../../../../../../plugins/system/finetuning/adapters/local/read/told-lines.js';
import { JobStore } from '../../../../../../plugins/system/finetuning/adapters/local/jobs/job-store.js';
import { FileTail } from '../../../../../../plugins/system/finetuning/adapters/local/run/file-tail.js';
import { JobJournal } from '../../../../../../plugins/system/finetuning/adapters/local/run/job-journal.js';
import { cancelJob } from '../../../../../../plugins/system/finetuning/adapters/local/steer-job.js';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'devmgr-journal-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

const warned: string[] = [];
const log = { warn: (message: string) => void warned.push(message) };

const order = {
  ...{ version: 1, id: 'ft-00000001', createdAt: 1, recipe: 'default', parameters: {}, command: ['x'], env: {} },
  ...{ cwd: '/', outputDir: '/', patterns: {}, stopTimeoutMs: 1, request: { baseModel: 'm', trainingFile: '/d' } },
};
const record = { status: 'running', rawStatus: 'running', pid: 77, pidStart: 'then', startedAt: 4e12 };
const alive = new Map<number, string>();
const storeOf = (pid: number) =>
  new JobStore({
    ...{ dir, log, pid, clock: { now: () => 9 } },
    processes: { startTime: (each) => Promise.resolve(alive.get(each)) },
  });

beforeEach(async () => {
  alive.clear();
  alive.set(1, 'one').set(2, 'two');
  await mkdir(join(dir, 'ft-00000001'));
  await writeFile(join(dir, 'ft-00000001', 'job.json'), JSON.stringify(order));
  await writeFile(join(dir, 'ft-00000001', 'state.json'), JSON.stringify(record));
});

const told = (folder: JobFolder, name: 'events' | 'metrics') => new ToldLines(folder.toldFile(name), 100).read();

describe('what a job tells', () => {
  it('is kept as far as the disk takes it, and the state is written when it does again', async () => {
    const folder = new JobFolder(join(dir, 'ft-00000009'));
    await folder.make();
    const redact = (text: string) => text.replaceAll('hunter2hunter2', '***');
    const journal = new JobJournal({
      ...{ folder, log, redact, record: { ...WAITING, status: 'running' } },
      clock: { now: () => 5 },
      announce: () => Promise.resolve(),
    });
    journal.tell({ type: 'event', level: 'warn', message: 'key hunter2hunter2' });
    journal.tell({ type: 'metric', metric: { loss: 2 } });
    journal.lines(['epoch 1', 'with hunter2hunter2']);
    expect(await journal.flush()).toBe(true);
    expect(await readFile(folder.logFile, 'utf8')).toBe('epoch 1\nwith ***\n');
    expect(await told(folder, 'events')).toMatchObject([{ id: '0', at: 5, level: 'warn', message: 'key ***' }]);
    expect(await told(folder, 'metrics')).toEqual([{ step: 1, loss: 2, at: 5 }]);

    await rename(folder.path, `${folder.path}.away`);
    journal.tell({ type: 'metric', metric: { loss: 1 } });
    expect([await journal.flush(), await journal.flush()]).toEqual([false, false]);
    expect(warned).toHaveLength(1);
    await rename(`${folder.path}.away`, folder.path);
    expect(await journal.flush()).toBe(true);
    expect(await folder.record()).toMatchObject({ status: 'running', loss: 1, recentLosses: [2, 1] });
    journal.set({ status: 'failed', error: { message: 'refused hunter2hunter2', code: 'e' } });
    expect(await journal.flush()).toBe(true);
    expect((await folder.record()).error).toEqual({ message: 'refused ***', code: 'e' });
    // A power cut leaves half a line.
    await appendFile(folder.file('metrics.jsonl'), '{"step": 9');
    expect(await told(folder, 'metrics')).toHaveLength(1);
  });
});

describe('a file that grows', () => {
  it('is read by whole lines, in whatever pieces it comes, and from its beginning when it is another', async () => {
    const path = join(dir, 'told.jsonl');
    const tail = new FileTail(path);
    expect(await tail.next()).toEqual([]);
    const bytes = Buffer.from('{"a": "ä"}\nb\r\n\nlast');
    const read: string[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      await appendFile(path, bytes.subarray(at, at + 1));
      read.push(...(await tail.next()));
    }
    expect(read).toEqual(['{"a": "ä"}', 'b']);
    expect(await tail.next(true)).toEqual(['last']);
    await writeFile(path, 'new\n');
    expect(await tail.next()).toEqual(['new']);
  });

  it('is no pipe: nobody would write to it, and who opens it would wait for ever', async () => {
    const path = join(dir, 'pipe');
    execFileSync('mkfifo', [path]);
    expect(await new FileTail(path).next(true)).toEqual([]);
  });
});

describe('wishes for a job', () => {
  it('are empty files, none is lost behind another, and one to end is remembered when it was taken', async () => {
    const { wishes, path } = new JobFolder(join(dir, 'ft-00000002'));
    await mkdir(path);
    await wishes.make('pause');
    await wishes.make('cancel');
    await wishes.make('resume');
    expect(await wishes.waiting()).toEqual(['cancel', 'resume']);
    expect(
      (await Promise.all((await readdir(path)).map((name) => stat(join(path, name))))).map(({ size }) => size),
    ).toEqual([0, 0]);
    for (const wish of await wishes.waiting()) await wishes.take(wish);
    expect(await wishes.waiting()).toEqual([]);
    expect(await wishes.isCancelled()).toBe(true);
    await wishes.clear();
    expect(await readdir(path)).toEqual([]);
  });

  it('are fulfilled also when the disk is too full to write that', async () => {
    const owner = storeOf(1);
    await owner.claims.take(order.id);
    const { wishes } = owner.folder(order.id);
    const clock = { now: () => at, setTimeout: (then: () => void) => setImmediate(() => ((at += 1_000), then())) };
    let at = 0;
    const steered = { ...{ store: storeOf(2), id: order.id }, signal: new AbortController().signal };
    const context = { clock, processes: {} } as never;
    const cancelling = cancelJob({ ...steered, context });
    while (!(await wishes.isWaiting('cancel'))) await new Promise((resolve) => setImmediate(resolve));
    await wishes.take('cancel');
    expect((await cancelling).record).toMatchObject({ status: 'cancelling' });
    alive.delete(1);
    const { record: after } = (await storeOf(2).find(order.id))!;
    expect(after).toMatchObject({ status: 'cancelled', rawStatus: 'lost' });
    expect(after.finishedAt).toBeGreaterThanOrEqual(after.startedAt ?? Infinity);
  });
});

describe('jobs on the disk', () => {
  it('run as long as somebody has them, or their process lives; a number that is used again is somebody else', async () => {
    const [owner, looker] = [storeOf(1), storeOf(2)];
    await owner.claims.take(order.id);
    expect((await looker.list())[0]?.record.status).toBe('running');
    // The devmgr is killed, its watchdog too, and the process goes on.
    alive.delete(1);
    alive.set(77, 'then');
    expect((await looker.list())[0]?.record).toMatchObject({ status: 'running', rawStatus: 'unsupervised' });
    alive.set(77, 'after a restart').set(1, 'another');
    const [lost] = await looker.list();
    expect(lost?.record).toMatchObject({
      status: 'failed',
      rawStatus: 'lost',
      error: { code: 'lost' },
      finishedAt: 4e12,
    });
    expect(await readFile(join(dir, order.id, 'state.json'), 'utf8')).toContain('"failed"');
    expect(await looker.owner(order.id)).toBeUndefined();
  });

  it('are read whatever lies beside them, and whatever is in their files', async () => {
    await mkdir(join(dir, 'ft-00000002'));
    await writeFile(join(dir, 'ft-00000002', 'job.json'), '{"version": 1');
    await mkdir(join(dir, 'ft-00000003'));
    await writeFile(join(dir, 'ft-00000003', 'job.json'), JSON.stringify({ ...order, version: 2, id: 'ft-00000003' }));
    await writeFile(join(dir, 'ft-00000004'), 'a file');
    await writeFile(join(dir, 'ft-00000001', 'state.json'), 'null');
    expect((await storeOf(2).list()).map(({ order: { id }, record: { status } }) => [id, status])).toEqual([
      ['ft-00000001', 'queued'],
    ]);
    expect(await storeOf(2).find('../ft-00000001')).toBeUndefined();
  });
});
