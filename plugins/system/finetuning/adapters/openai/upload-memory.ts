import type { Memento } from 'devmgr/plugin-api';
import { Fields } from '../../../providers/json/fields.js';

const KEY = 'finetune-uploads';
const DAY_MS = 24 * 3_600_000;
const MOST = 20;

/** An upload that is not complete. */
export interface OpenUpload {
  /** Tells file and place from others. */
  readonly fingerprint: string;
  readonly id: string;
  readonly partBytes: number;
  /** Of the parts that have arrived, from the first one on. */
  readonly partIds: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Uploads that broke, kept for a day at most, so that the next attempt sends only what is missing. */
export class UploadMemory {
  readonly #state: Memento;
  readonly #now: () => number;

  constructor(state: Memento, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  find(fingerprint: string): OpenUpload | undefined {
    return this.#all().find((upload) => upload.fingerprint === fingerprint);
  }

  async keep(upload: OpenUpload): Promise<void> {
    const expiresAt = Math.min(upload.expiresAt, this.#now() + DAY_MS);
    const others = this.#all().filter(({ fingerprint }) => fingerprint !== upload.fingerprint);
    await this.#state.set(KEY, [{ ...upload, expiresAt }, ...others].slice(0, MOST));
  }

  async forget(fingerprint: string): Promise<void> {
    const all = this.#all();
    const others = all.filter((upload) => upload.fingerprint !== fingerprint);
    if (others.length < all.length) await this.#state.set(KEY, others);
  }

  #all(): readonly OpenUpload[] {
    const stored = this.#state.get(KEY);
    if (!Array.isArray(stored)) return [];
    return stored
      .flatMap((item) => readUpload(Fields.of(item)) ?? [])
      .filter(({ expiresAt }) => expiresAt > this.#now());
  }
}

/** What an older devmgr wrote may be anything. */
function readUpload(fields: Fields | undefined): OpenUpload | undefined {
  const fingerprint = fields?.text('fingerprint');
  const id = fields?.text('id');
  const partBytes = fields?.count('partBytes');
  const expiresAt = fields?.number('expiresAt');
  if (!fields || fingerprint === undefined || id === undefined || !partBytes || expiresAt === undefined)
    return undefined;
  return { fingerprint, id, partBytes, expiresAt, partIds: fields.strings('partIds') };
}
