import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { GatewayError } from '../gateway-error.js';
import type { GatewayFiles, ReceivedFile } from './gateway-files.js';
import { isRandomId, randomId } from './random-id.js';
import { readStoredFile } from './read-stored-file.js';
import type { FilePurpose, NewFile, StoredFile } from './stored-file.js';
import { writeBytes } from './write-bytes.js';
import { writeRecord } from './write-record.js';

export interface FileFolderOptions {
  /** Made when it is first needed, for nobody but this person. */
  readonly folder: string;
  readonly clock: Pick<PluginContext['clock'], 'now'>;
  readonly maxBytes: number;
  /** Of all files together. */
  readonly maxTotalBytes: number;
}

const prefix = 'file-';
const dayMs = 24 * 60 * 60 * 1000;
/** What nobody has finished writing for so long is left over from a gateway that was killed. */
const leftoverMs = dayMs;
/** Those for training are kept: a job may be asked for again. */
const keptPurposes: readonly FilePurpose[] = ['fine-tune', 'evals'];

/**
 * Files in a folder: `<id>.data`, and `<id>.json`, which is written last: without it there is no file. Nothing of it changes later, so that
 * several gateways share the folder without a word.
 */
export class FileFolder implements GatewayFiles {
  readonly #options: FileFolderOptions;
  readonly #known = new Map<string, StoredFile>();
  /** Of files on their way. */
  #arriving = 0;

  constructor(options: FileFolderOptions) {
    this.#options = options;
  }

  get maxBytes(): number {
    return this.#options.maxBytes;
  }

  async receive(bytes: AsyncIterable<Uint8Array>, { signal }: { readonly signal: AbortSignal }): Promise<ReceivedFile> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    const before = (await this.all()).reduce((sum, file) => sum + file.bytes, 0);
    const id = randomId(prefix);
    const draft = join(this.#options.folder, `${id}.draft`);
    const room = this.#room(before);
    try {
      const written = await writeBytes(draft, bytes, { signal, assertRoom: room.assert });
      const dispose = async () => {
        room.release();
        await rm(draft, { force: true });
      };
      const keep = (about: NewFile) => this.#keep(id, draft, { ...about, bytes: written.bytes });
      return { ...written, keep, [Symbol.asyncDispose]: dispose };
    } catch (error) {
      room.release();
      throw error;
    }
  }

  async all(): Promise<readonly StoredFile[]> {
    const names = await readdir(this.#options.folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const there = new Set(ids);
    for (const id of this.#known.keys()) if (!there.has(id)) this.#known.delete(id);
    const files: StoredFile[] = [];
    for (const id of ids) {
      const file = this.#known.get(id) ?? (await this.#read(id));
      if (file && (await this.#isInTime(file))) files.push(file);
    }
    return files.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  }

  async find(id: string): Promise<StoredFile | undefined> {
    if (!isRandomId(prefix, id)) return undefined;
    const file = await this.#read(id);
    return file && (await this.#isInTime(file)) ? file : undefined;
  }

  pathOf({ id }: StoredFile): string {
    return this.#path(id, 'data');
  }

  async delete(id: string): Promise<boolean> {
    if (!isRandomId(prefix, id)) return false;
    this.#known.delete(id);
    // Whoever takes the record away was the one who deleted it.
    const isMine = await rm(this.#path(id, 'json')).then(
      () => true,
      () => false,
    );
    await rm(this.#path(id, 'data'), { force: true });
    return isMine;
  }

  /** Deletes files whose time is over, and what killed gateways left. Never rejects. */
  async tidy(): Promise<void> {
    const kept = new Set((await this.all()).map(({ id }) => id));
    const names = await readdir(this.#options.folder).catch(() => []);
    for (const name of names) {
      const [id = '', ending] = name.split('.', 2);
      if (!isRandomId(prefix, id) || (kept.has(id) && ending !== 'draft')) continue;
      const path = join(this.#options.folder, name);
      const changedAt = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      );
      if (this.#options.clock.now() - changedAt > leftoverMs) await rm(path, { force: true }).catch(() => undefined);
    }
  }

  /** Room for one file on its way, beside all others that are. */
  #room(before: number): { readonly assert: (size: number) => void; readonly release: () => void } {
    const { maxTotalBytes } = this.#options;
    let counted = 0;
    const count = (size: number) => {
      this.#arriving += size - counted;
      counted = size;
    };
    const assert = (size: number) => {
      count(size);
      if (size > this.maxBytes) throw tooLarge(this.maxBytes);
      if (before + this.#arriving > maxTotalBytes) throw noRoom(maxTotalBytes);
    };
    return { assert, release: () => count(0) };
  }

  async #isInTime({ id, expiresAt }: StoredFile): Promise<boolean> {
    if (expiresAt === undefined || expiresAt > this.#options.clock.now()) return true;
    await this.delete(id);
    return false;
  }

  async #keep(id: string, draft: string, about: NewFile & { readonly bytes: number }): Promise<StoredFile> {
    const { name, purpose, mediaType, bytes, lifetimeMs = usualLifetime(purpose) } = about;
    const createdAt = this.#options.clock.now();
    const expiresAt = lifetimeMs === undefined ? undefined : createdAt + lifetimeMs;
    const file: StoredFile = { id, name, purpose, bytes, mediaType, createdAt, expiresAt };
    await rename(draft, this.#path(id, 'data'));
    await writeRecord(this.#path(id, 'json'), file);
    this.#known.set(id, file);
    return file;
  }

  async #read(id: string): Promise<StoredFile | undefined> {
    const text = await readFile(this.#path(id, 'json'), 'utf8').catch(() => undefined);
    if (text === undefined) this.#known.delete(id);
    const file = text === undefined ? undefined : (this.#known.get(id) ?? readStoredFile(text, id));
    if (file) this.#known.set(id, file);
    return file;
  }

  #path(id: string, ending: 'data' | 'json'): string {
    return join(this.#options.folder, `${id}.${ending}`);
  }
}

function usualLifetime(purpose: FilePurpose): number | undefined {
  return keptPurposes.includes(purpose) ? undefined : 30 * dayMs;
}

function tooLarge(limit: number): GatewayError {
  const message = `The file is larger than the gateway takes: ${megabytes(limit)} at most. The setting max-file-mb of [tool.devmgr.gateway] is the limit.`;
  return new GatewayError({ kind: 'too-large', message, param: 'file', code: 'file_too_large' });
}

function noRoom(limit: number): GatewayError {
  const message = `All files of the gateway together may have ${megabytes(limit)}. Delete some: DELETE /v1/files/{file_id}.`;
  return new GatewayError({ kind: 'too-large', message, param: 'file', code: 'storage_full' });
}

function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Math.floor(bytes / (1024 * 1024))} MB`;
}
