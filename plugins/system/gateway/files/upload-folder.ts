import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { GatewayError } from '../gateway-error.js';
import type { GatewayFiles } from './gateway-files.js';
import { isRandomId, randomId } from './random-id.js';
import type { NewFile, StoredFile } from './stored-file.js';
import { writeBytes } from './write-bytes.js';
import { writeRecord } from './write-record.js';

/** A file that comes in parts. Times in milliseconds since the epoch. */
export interface Upload {
  readonly id: string;
  readonly bytes: number;
  readonly about: NewFile;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly status: 'pending' | 'completed' | 'cancelled' | 'expired';
  readonly fileId?: string | undefined;
}

export interface UploadFolderOptions {
  readonly folder: string;
  readonly files: Pick<GatewayFiles, 'receive' | 'maxBytes'>;
  readonly clock: Pick<PluginContext['clock'], 'now'>;
}

const hourMs = 60 * 60 * 1000;
/** Those that have ended can be looked at for so long. */
const keptMs = 24 * hourMs;
export const mostPartBytes = 64 * 1024 * 1024;

/** Files in the making: a folder for each, with its record and its parts. */
export class UploadFolder {
  readonly #options: UploadFolderOptions;

  constructor(options: UploadFolderOptions) {
    this.#options = options;
  }

  async create(about: NewFile, bytes: number): Promise<Upload> {
    const { files, clock } = this.#options;
    if (bytes > files.maxBytes)
      throw wrong(`The gateway takes files of ${files.maxBytes} bytes at most (max-file-mb).`, 'bytes', 'too-large');
    await this.tidy(keptMs);
    const createdAt = clock.now();
    const id = randomId('upload_');
    const upload: Upload = { id, bytes, about, createdAt, expiresAt: createdAt + hourMs, status: 'pending' };
    await mkdir(this.#path(id), { recursive: true, mode: 0o700 });
    await this.#write(upload);
    return upload;
  }

  /** Rejects where it is unknown, or takes no parts any more. */
  async addPart(id: string, bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string> {
    const upload = await this.#pending(id);
    const before = (await this.#parts(id)).reduce((sum, part) => sum + part.bytes, 0);
    const part = randomId('part_');
    const assertRoom = (size: number) => {
      if (size > mostPartBytes) throw wrong('A part has 64 MB at most.', 'data', 'too-large');
      if (before + size > upload.bytes)
        throw wrong(`The upload was to have ${upload.bytes} bytes: this is more.`, 'data');
    };
    await writeBytes(this.#path(id, `${part}.part`), bytes, { signal, assertRoom });
    return part;
  }

  /** Its form was cut off after it. */
  async dropPart(id: string, part: string): Promise<void> {
    await rm(this.#path(id, `${part}.part`), { force: true });
  }

  /** Puts the parts together, in this order. `md5` in hexadecimal digits. */
  async complete(
    id: string,
    { partIds, md5 }: { readonly partIds: readonly string[]; readonly md5: string | undefined },
    signal: AbortSignal,
  ): Promise<{ readonly upload: Upload; readonly file: StoredFile }> {
    const upload = await this.#pending(id);
    const known = new Map((await this.#parts(id)).map((part) => [part.id, part.bytes]));
    const missing = partIds.find((part) => !known.has(part));
    if (missing !== undefined || new Set(partIds).size !== partIds.length)
      throw wrong(
        `part_ids must name parts of this upload, each once: ${missing ?? 'one stands there twice'}.`,
        'part_ids',
      );
    const sum = partIds.reduce((bytes, part) => bytes + (known.get(part) ?? 0), 0);
    if (sum !== upload.bytes)
      throw wrong(`The parts have ${sum} bytes, the upload was to have ${upload.bytes}.`, 'part_ids');
    return this.#once(id, async () => {
      await using received = await this.#options.files.receive(this.#joined(id, partIds), { signal });
      if (md5 !== undefined && md5.toLowerCase() !== received.md5)
        throw wrong(`The MD5 of what has come is ${received.md5}, not ${md5.slice(0, 40)}.`, 'md5');
      const file = await received.keep(upload.about);
      const completed: Upload = { ...upload, status: 'completed', fileId: file.id };
      await this.#write(completed);
      for (const part of known.keys()) await rm(this.#path(id, `${part}.part`), { force: true });
      return { upload: completed, file };
    });
  }

  async cancel(id: string): Promise<Upload> {
    const upload = await this.#pending(id);
    return this.#once(id, async () => {
      const cancelled: Upload = { ...upload, status: 'cancelled' };
      await this.#write(cancelled);
      for (const part of await this.#parts(id)) await rm(this.#path(id, `${part.id}.part`), { force: true });
      return cancelled;
    });
  }

  /** What ends an upload is done by one at a time, also by one gateway of several. */
  async #once<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = this.#path(id, 'ending');
    await mkdir(lock).catch((cause: unknown) => {
      const message = 'The upload is being completed or cancelled already.';
      throw new GatewayError({ kind: 'conflict', message, cause });
    });
    try {
      await this.#pending(id);
      return await work();
    } finally {
      await rmdir(lock).catch(() => undefined);
    }
  }

  async *#joined(id: string, partIds: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
    for (const part of partIds) yield* createReadStream(this.#path(id, `${part}.part`)) as AsyncIterable<Uint8Array>;
  }

  async #pending(id: string): Promise<Upload> {
    const upload = await this.#read(id);
    if (!upload)
      throw new GatewayError({ kind: 'not-found', message: `No such Upload: ${id.slice(0, 60)}`, param: 'id' });
    if (upload.status === 'pending') return upload;
    throw wrong(`The upload is ${upload.status}: begin another one.`, 'id');
  }

  async #read(id: string): Promise<Upload | undefined> {
    if (!isRandomId('upload_', id)) return undefined;
    try {
      const upload = JSON.parse(await readFile(this.#path(id, 'upload.json'), 'utf8')) as Upload;
      const isOver = upload.status === 'pending' && upload.expiresAt <= this.#options.clock.now();
      return isOver ? { ...upload, status: 'expired' } : upload;
    } catch {
      return undefined;
    }
  }

  /** What is still being written is among them: it counts towards the size, and whoever completes then is told that it does not fit. */
  async #parts(id: string): Promise<readonly { readonly id: string; readonly bytes: number }[]> {
    const names = (await readdir(this.#path(id))).filter((name) => name.endsWith('.part'));
    return Promise.all(
      names.map(async (name) => {
        const { size } = await stat(this.#path(id, name)).catch(() => ({ size: 0 }));
        return { id: name.slice(0, -'.part'.length), bytes: size };
      }),
    );
  }

  #write(upload: Upload): Promise<void> {
    return writeRecord(this.#path(upload.id, 'upload.json'), upload);
  }

  /** Deletes uploads that are older, in milliseconds; default: those whose time is over, whatever became of them. Never rejects. */
  async tidy(olderThanMs = hourMs): Promise<void> {
    const { folder, clock } = this.#options;
    for (const id of await readdir(folder).catch(() => [])) {
      if (!isRandomId('upload_', id)) continue;
      const createdAt =
        (await this.#read(id))?.createdAt ?? (await stat(this.#path(id)).catch(() => undefined))?.mtimeMs;
      if (createdAt !== undefined && clock.now() - createdAt >= olderThanMs)
        await rm(this.#path(id), { recursive: true, force: true }).catch(() => undefined);
    }
  }

  #path(id: string, ...names: readonly string[]): string {
    return join(this.#options.folder, id, ...names);
  }
}

function wrong(
  message: string,
  param: string,
  kind: 'invalid-request' | 'too-large' = 'invalid-request',
): GatewayError {
  return new GatewayError({ kind, message, param, code: 'invalid_value' });
}
