import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Logger, Processes } from 'devmgr/plugin-api';
import { isEnded } from '../../../is-ended.js';
import { Claims, type Claimant } from '../../../../servers/remote/claims.js';
import { JobFolder } from './job-folder.js';
import type { JobOrder } from './job-order.js';
import type { JobRecord } from './job-record.js';
import { lostRecord } from './lost-record.js';
import { replaceFile } from './replace-file.js';

export interface JobStoreOptions {
  /** Of all jobs of the project; need not exist. */
  readonly dir: string;
  readonly processes: Pick<Processes, 'startTime'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Logger, 'warn'>;
  /** Of this devmgr. */
  readonly pid: number;
}

/** A job as it lies on the disk. */
export interface StoredJob {
  readonly folder: JobFolder;
  readonly order: JobOrder;
  readonly record: JobRecord;
}

const ID = /^ft-[0-9a-f]{8}$/;
const MOST_JOBS = 300;

/**
 * The jobs of a project on this machine, for every devmgr that looks. Who has claimed a job writes its state; of one that runs and that no
 * living devmgr has, nobody will tell the end: it has failed.
 */
export class JobStore {
  readonly #options: JobStoreOptions;
  readonly #orders = new Map<string, JobOrder>();
  readonly claims: Claims;

  constructor(options: JobStoreOptions) {
    this.#options = options;
    this.claims = new Claims({ ...options, dir: join(options.dir, 'claims') });
  }

  get dir(): string {
    return this.#options.dir;
  }

  /** A folder for a new job. */
  async newFolder(): Promise<{ readonly id: string; readonly folder: JobFolder }> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const id = `ft-${randomBytes(4).toString('hex')}`;
    const folder = this.folder(id);
    await folder.make();
    return { id, folder };
  }

  folder(id: string): JobFolder {
    return new JobFolder(join(this.dir, id));
  }

  /** Newest first, three hundred at most. */
  async list(): Promise<readonly StoredJob[]> {
    const names = (await readdir(this.dir).catch(() => [])).filter((name) => ID.test(name));
    const orders = await Promise.all(names.map((id) => this.#order(id)));
    const newest = orders
      .filter((order) => order !== undefined)
      .sort((a, b) => b.createdAt - a.createdAt)
      .slice(0, MOST_JOBS);
    return Promise.all(newest.map((order) => this.#stored(order)));
  }

  /** `undefined`: there is none with that id. */
  async find(id: string): Promise<StoredJob | undefined> {
    const order = ID.test(id) ? await this.#order(id) : undefined;
    return order && this.#stored(order);
  }

  /** Jobs that wait and that nobody has, oldest first. */
  async waiting(): Promise<readonly StoredJob[]> {
    const queued = (await this.list()).filter(({ record }) => record.status === 'queued').reverse();
    const owners = await Promise.all(queued.map(({ order }) => this.owner(order.id)));
    return queued.filter((_, at) => owners[at] === undefined);
  }

  /** The devmgr that has a job. */
  owner(id: string): Promise<Claimant | undefined> {
    return this.claims.holder(id);
  }

  /** Tells every devmgr that looks that something has changed. Never rejects. */
  async announce(): Promise<void> {
    await replaceFile(join(this.dir, 'changed'), String(this.#options.clock.now())).catch(() => undefined);
  }

  /** Forgets a job; its model stays. */
  async forget(id: string): Promise<void> {
    this.#orders.delete(id);
    const folder = this.folder(id);
    await folder.forget();
    const isEmpty = await rmdir(folder.outputDir).then(
      () => true,
      () => false,
    );
    if (isEmpty) await rm(folder.path, { recursive: true, force: true });
    await this.announce();
  }

  /** An order never changes: it is read once. */
  async #order(id: string): Promise<JobOrder | undefined> {
    const known = this.#orders.get(id);
    if (known && (await this.folder(id).exists())) return known;
    this.#orders.delete(id);
    const order = await this.folder(id).order();
    if (order?.id !== id) return undefined;
    this.#orders.set(id, order);
    return order;
  }

  async #stored(order: JobOrder): Promise<StoredJob> {
    const folder = this.folder(order.id);
    const record = await folder.record();
    if (isEnded(record) || record.status === 'queued' || (await this.owner(order.id))) return { folder, order, record };
    return { folder, order, record: await this.#ownerless(order, folder) };
  }

  /** Its end may have been written just before its owner left. */
  async #ownerless(order: JobOrder, folder: JobFolder): Promise<JobRecord> {
    const { processes } = this.#options;
    if (await this.claims.take(order.id)) return folder.record();
    try {
      const record = await folder.record();
      if (isEnded(record) || record.status === 'queued') return record;
      const { pid, pidStart } = record;
      if (pid !== undefined && pidStart !== undefined && (await processes.startTime(pid)) === pidStart)
        return { ...record, rawStatus: 'unsupervised' };
      const wasCancelled = record.status === 'cancelling' || (await folder.wishes.isCancelled());
      const lost = lostRecord(record, (await folder.lastSign()) ?? this.#options.clock.now(), wasCancelled);
      await folder.writeRecord(lost).catch(() => undefined);
      await this.announce();
      return lost;
    } finally {
      await this.claims.release(order.id);
    }
  }
}
