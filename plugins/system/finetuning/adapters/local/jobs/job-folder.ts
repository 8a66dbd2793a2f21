import { access, appendFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../../../../files/read-regular-file.js';
import { readJobOrder, type JobOrder } from './job-order.js';
import { readJobRecord, WAITING, type JobRecord } from './job-record.js';
import { JobWishes } from './job-wishes.js';
import { replaceFile } from './replace-file.js';

/**
 * The files of a job: `job.json` (what is to be done), `state.json` (how it is), `wish-…` (what others want of it), `log.txt`, and what was told, a
 * JSON document a line: `events.jsonl`, `metrics.jsonl`, `checkpoints.jsonl`. The model is in `output`.
 */
export class JobFolder {
  readonly path: string;
  readonly outputDir: string;
  /** Where a program writes lines of the protocol that cannot use the side channel. */
  readonly protocolFile: string;
  readonly logFile: string;
  readonly wishes: JobWishes;

  constructor(path: string) {
    this.path = path;
    this.outputDir = join(path, 'output');
    this.protocolFile = join(path, 'told.jsonl');
    this.logFile = join(path, 'log.txt');
    this.wishes = new JobWishes(path);
  }

  /** Rejects when there is such a folder, or the disk refuses. */
  async make(): Promise<void> {
    await mkdir(this.path, { mode: 0o700 });
    await mkdir(this.outputDir, { mode: 0o700 });
  }

  /** `undefined`: no job, or one of a devmgr that writes them otherwise. */
  async order(): Promise<JobOrder | undefined> {
    return readJobOrder(await readRegularFile(this.file('job.json')));
  }

  exists(): Promise<boolean> {
    return access(this.file('job.json')).then(
      () => true,
      () => false,
    );
  }

  writeOrder(order: JobOrder): Promise<void> {
    return replaceFile(this.file('job.json'), JSON.stringify(order));
  }

  async record(): Promise<JobRecord> {
    return readJobRecord(await readRegularFile(this.file('state.json'))) ?? WAITING;
  }

  writeRecord(record: JobRecord): Promise<void> {
    return replaceFile(this.file('state.json'), JSON.stringify(record));
  }

  append(name: 'events' | 'metrics' | 'checkpoints', values: readonly object[]): Promise<void> {
    const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    return appendFile(this.toldFile(name), text, { mode: 0o600 });
  }

  /** Of what was told: a JSON document a line. */
  toldFile(name: 'events' | 'metrics' | 'checkpoints'): string {
    return this.file(`${name}.jsonl`);
  }

  /** When anything was written last, by whom ever; milliseconds since the epoch. */
  async lastSign(): Promise<number | undefined> {
    const files = [...['state.json', 'events.jsonl', 'metrics.jsonl'].map((name) => this.file(name)), this.logFile];
    const times = await Promise.all(
      [...files, this.protocolFile].map(async (file) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0),
    );
    const last = Math.max(...times);
    return last === 0 ? undefined : Math.round(last);
  }

  /** Everything but the model; all of it when there is none. */
  async forget(): Promise<void> {
    await rm(this.file('job.json'), { force: true });
    await this.wishes.clear();
    for (const name of ['state.json', 'events.jsonl', 'metrics.jsonl', 'checkpoints.jsonl', 'told.jsonl'])
      await rm(this.file(name), { force: true });
    await rm(this.logFile, { force: true });
    await rm(`${this.logFile}.1`, { force: true });
  }

  file(name: string): string {
    return join(this.path, name);
  }
}
