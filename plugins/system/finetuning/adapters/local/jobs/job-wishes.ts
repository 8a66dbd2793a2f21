import { access, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What one asks of the devmgr that runs a job. */
export type JobWish = 'cancel' | 'pause' | 'resume';

const WISHES: readonly JobWish[] = ['cancel', 'pause', 'resume'];

/**
 * Wishes for a job: an empty file each, `wish-cancel`, since a full disk has room for no word, and a wish to end must not be lost behind
 * another one. That to end stays as `cancelled` when it was taken: should nobody be able to write the end, it is known all the same.
 */
export class JobWishes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** To pause and to go on take each other's place. Rejects when the disk refuses. */
  async make(wish: JobWish): Promise<void> {
    if (wish !== 'cancel') await rm(this.#file(wish === 'pause' ? 'resume' : 'pause'), { force: true });
    await (await open(this.#file(wish), 'w', 0o600)).close();
  }

  /** Those that wait, the one to end first. */
  async waiting(): Promise<readonly JobWish[]> {
    const there = await Promise.all(WISHES.map((wish) => exists(this.#file(wish))));
    return WISHES.filter((_, at) => there[at]);
  }

  async isWaiting(wish: JobWish): Promise<boolean> {
    return exists(this.#file(wish));
  }

  /** It was fulfilled. Rejects when the disk refuses. */
  async take(wish: JobWish): Promise<void> {
    if (wish === 'cancel') await rename(this.#file(wish), this.#cancelled);
    else await rm(this.#file(wish), { force: true });
  }

  /** Whether somebody wanted the job to end. */
  async isCancelled(): Promise<boolean> {
    return (await exists(this.#cancelled)) || exists(this.#file('cancel'));
  }

  async clear(): Promise<void> {
    await Promise.all(
      [...WISHES.map((wish) => this.#file(wish)), this.#cancelled].map((file) => rm(file, { force: true })),
    );
  }

  get #cancelled(): string {
    return join(this.#folder, 'cancelled');
  }

  #file(wish: JobWish): string {
    return join(this.#folder, `wish-${wish}`);
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
