import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { createLogSink } from '../../../../../../core/log/create-log-sink.js';
import type { LogSink } from '../../../../../../core/log/log-sink.js';
import { JobFolder } from '../../../../../../plugins/system/finetuning/adapters/local/jobs/job-folder.js';
import type { JobRecord } from '../../../../../../plugins/system/finetuning/adapters/local/jobs/job-record.js';
import type { StoredJob } from '../../../../../../plugins/system/finetuning/adapters/local/jobs/job-store.js';
import { OutputLog } from '../../../../../../plugins/system/finetuning/adapters/local/output-log.js';

let dir: string;
let clock: FakeClock;
let sink: LogSink;
let end: AbortController;
let output: OutputLog;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-output-'));
  clock = new FakeClock(1_000);
  sink = createLogSink({ dir: join(dir, 'logs'), project: 'p', env: {}, now: () => clock.now() });
  end = new AbortController();
  const secrets = { addVariables: (variables: Readonly<Record<string, string>>) => sink.addSecrets(variables) };
  output = new OutputLog({ log: sink.store, clock, secrets, signal: end.signal });
});
afterEach(async () => {
  end.abort();
  output.dispose();
  expect(clock.pending).toBe(0);
  await sink.dispose();
  await rm(dir, { recursive: true, force: true });
});

async function job(id: string, status: JobRecord['status'], env = {}): Promise<StoredJob> {
  const folder = new JobFolder(join(dir, id));
  await mkdir(folder.path, { recursive: true });
  const request = { baseModel: 'm', trainingFile: '/d', parameters: {} };
  const order = {
    ...({ version: 1, id, createdAt: 1, recipe: 'default', parameters: {}, command: ['x'], env, request } as const),
    ...{ cwd: '/', outputDir: '/', patterns: {}, stopTimeoutMs: 1 },
  };
  return { folder, order, record: { status, rawStatus: status } };
}

const logged = () =>
  sink.store.entries(sink.store.first, 1e6).map(({ source, level, message }) => [source, level, message]);

/** Lets looks pass until there are so many entries. */
const until = (count: number) =>
  expect
    .poll(() => {
      clock.advance(500);
      return logged().length;
    })
    .toBe(count);

describe('what a job of this machine prints', () => {
  it('is logged under its name from its beginning, masked, to its last line', async () => {
    const waiting = await job('ft-1', 'queued', { HF_TOKEN: 'hf_abcdefghijklmnop' });
    output.follow([waiting]);
    await appendFile(waiting.folder.logFile, 'epoch 1\nWARNING: \x1b[31mslow\x1b[0m hf_abcdefghijklmnop\nhalf');
    await until(2);
    expect(logged()).toEqual([
      ['finetune:ft-1', 'info', 'epoch 1'],
      ['finetune:ft-1', 'warn', expect.stringMatching(/slow.* \*\*\*$/) as string],
    ]);
    await appendFile(waiting.folder.logFile, ' a line\nlast\n');
    output.follow([await job('ft-1', 'succeeded')]);
    await until(4);
    expect(logged().slice(2)).toEqual([
      ['finetune:ft-1', 'info', 'half a line'],
      ['finetune:ft-1', 'info', 'last'],
    ]);
    // Nobody looks any more.
    await expect.poll(() => clock.pending).toBe(0);
    // The devmgr that runs it has written all of it.
    await sink.dispose();
    expect(existsSync(join(dir, 'logs'))).toBe(false);
  });

  it('is logged from now on when it runs already, and not at all when it has ended', async () => {
    const [running, ended] = [await job('ft-2', 'running'), await job('ft-3', 'failed')];
    for (const { folder } of [running, ended]) await appendFile(folder.logFile, 'before\n');
    output.follow([running, ended]);
    clock.advance(500);
    // The place was found before the first look: a second look is over when its timer is asked for again.
    const marker = await job('ft-4', 'queued');
    await appendFile(marker.folder.logFile, 'seen\n');
    output.follow([running, ended, marker]);
    await until(1);
    await appendFile(running.folder.logFile, 'after\n');
    await until(2);
    expect(logged()).toEqual([
      ['finetune:ft-4', 'info', 'seen'],
      ['finetune:ft-2', 'info', 'after'],
    ]);
  });

  it('is cut where there is too much of it, and that is said', async () => {
    const waiting = await job('ft-5', 'queued');
    const lines = Array.from({ length: 50_000 }, (_, at) => `line ${at}\n`);
    await appendFile(waiting.folder.logFile, lines.join(''));
    output.follow([waiting]);
    await expect
      .poll(() => {
        clock.advance(500);
        return logged().at(-1)?.[2];
      })
      .toBe('line 49999');
    expect(logged().length).toBeLessThan(10_000);
    expect(logged()[0]).toEqual(['finetune:ft-5', 'warn', expect.stringMatching(/^… \d+ KB more were printed/)]);
  });
});
