import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger, Processes } from 'devmgr/plugin-api';
import { linkIfFree } from '../../files/link-if-free.js';
import { readRegularFile } from '../../files/read-regular-file.js';

/** Who holds a claim. Together with its start time a pid names one process for ever. */
export interface Claimant {
  readonly pid: number;
  readonly startTime: string;
  readonly detached?: true | undefined;
  /** Where the devmgr answers, if it does. */
  readonly socket?: string | undefined;
}

export interface ClaimsOptions {
  /** Need not exist. */
  readonly dir: string;
  readonly processes: Pick<Processes, 'startTime'>;
  readonly log: Pick<Logger, 'warn'>;
  readonly pid: number;
}

/** No name of a server becomes this file name. */
const DETACHED = 'detached';
const TRIES = 200;

/**
 * Of the devmgrs of a project one may run a server of a name, and one may be the one in the background.
 *
 * A claim is a file that was made elsewhere and linked to its place, which fails when there is one: it is never seen half written. One whose
 * process is gone is removed under a lock that is made the same way, so that of two who find it at once none removes the claim of the other.
 */
export class Claims {
  readonly #options: ClaimsOptions;
  readonly #held = new Set<string>();
  /** One step after the other for each name: a release that is under way never removes a later claim. */
  readonly #steps = new Map<string, Promise<unknown>>();
  #isDetached = false;

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  /** Resolves to `undefined` when it is ours, also when it was already, else to the one who has it. What the disk refuses is no reason not to start. */
  take(server: string): Promise<Claimant | undefined> {
    this.#held.add(server);
    return this.#step(server, async () => {
      const other = await this.#claim(fileName(server), {});
      if (other) this.#held.delete(server);
      return other;
    });
  }

  release(server: string): Promise<void> {
    this.#held.delete(server);
    return this.#step(server, async () => {
      if (!this.#held.has(server)) await this.#remove(fileName(server));
    });
  }

  /** As `take`, for being the devmgr of this project in the background. */
  async takeDetached(socket: string): Promise<Claimant | undefined> {
    const other = await this.#claim(DETACHED, { socket });
    this.#isDetached = !other;
    return other;
  }

  /** The devmgr of this project in the background, when there is one. */
  detached(): Promise<Claimant | undefined> {
    return this.#living(DETACHED);
  }

  /** Who has it, while that process lives. */
  holder(server: string): Promise<Claimant | undefined> {
    return this.#living(fileName(server));
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#held].map((server) => this.release(server)));
    if (this.#isDetached) await this.#remove(DETACHED);
  }

  #step<T>(server: string, work: () => Promise<T>): Promise<T> {
    const step = (this.#steps.get(server) ?? Promise.resolve()).then(work);
    this.#steps.set(
      server,
      step.catch(() => undefined),
    );
    return step;
  }

  async #claim(file: string, more: Pick<Claimant, 'socket'>): Promise<Claimant | undefined> {
    const { dir, processes, pid, log } = this.#options;
    const own: Claimant = {
      pid,
      startTime: (await processes.startTime(pid)) ?? '',
      ...(this.#isDetached && { detached: true }),
      ...more,
    };
    const made = join(dir, `${file}.${pid}.new`);
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await writeFile(made, JSON.stringify(own), { mode: 0o600 });
      for (let tries = 0; tries < TRIES; tries += 1) {
        if (await linkIfFree(made, join(dir, file))) return undefined;
        const other = await this.#living(file);
        if (other) return other.pid === pid ? undefined : other;
        await this.#removeStale(file, made);
      }
      return undefined;
    } catch (error) {
      log.warn(`Other devmgrs are not kept from starting the same server: ${String(error)}`);
      return undefined;
    } finally {
      await rm(made, { force: true }).catch(() => undefined);
    }
  }

  /** Whose claim it is, when that process lives. */
  async #living(file: string): Promise<Claimant | undefined> {
    const claimant = await readClaim(join(this.#options.dir, file));
    return claimant && (await this.#isAlive(claimant)) ? claimant : undefined;
  }

  async #isAlive({ pid, startTime }: Claimant): Promise<boolean> {
    return (await this.#options.processes.startTime(pid)) === startTime;
  }

  async #removeStale(file: string, made: string): Promise<void> {
    const lock = join(this.#options.dir, `${file}.lock`);
    if (await linkIfFree(made, lock)) {
      if (!(await this.#living(file))) await this.#remove(file);
      await rm(lock, { force: true });
      return;
    }
    // Whoever holds it is done within milliseconds, or was killed within them.
    const holder = await readClaim(lock);
    if (holder && !(await this.#isAlive(holder))) await rm(lock, { force: true });
  }

  async #remove(file: string): Promise<void> {
    await rm(join(this.#options.dir, file), { force: true }).catch(() => undefined);
  }
}

function fileName(server: string): string {
  return `server-${encodeURIComponent(server)}`;
}

async function readClaim(path: string): Promise<Claimant | undefined> {
  try {
    const { pid, startTime, detached, socket } = JSON.parse(await readRegularFile(path)) as Record<string, unknown>;
    if (!Number.isSafeInteger(pid) || typeof startTime !== 'string') return undefined;
    return {
      pid: pid as number,
      startTime,
      ...(detached === true && { detached }),
      ...(typeof socket === 'string' && { socket }),
    };
  } catch {
    return undefined;
  }
}
