import { createHash } from 'node:crypto';
import { AiError, aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderApi } from '../api/provider-api.js';
import { hashFile, type FileHashes } from '../upload/hash-file.js';
import type { LocalFile } from '../upload/local-file.js';
import { multipartBody } from '../upload/multipart-body.js';
import type { UploadOptions } from '../upload/uploader.js';
import type { OpenUpload, UploadMemory } from './upload-memory.js';

/** OpenAI takes parts of 64 MB at most; what breaks is sent again as one part. */
const PART = 32 * 1024 * 1024;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 10_000;
const NO_SUCH_WAY: readonly number[] = [404, 405, 501];

export interface PartsOptions extends UploadOptions {
  readonly memory: UploadMemory;
  readonly partBytes?: number | undefined;
}

/**
 * A file through OpenAI's `/uploads`: created once, its parts in turn, completed once with a checksum; the id of the file. One that broke
 * goes on with the parts that are missing; one that was aborted is cancelled. `undefined`: the server has no such way.
 */
export async function uploadInParts(
  api: ProviderApi,
  file: LocalFile,
  options: PartsOptions,
): Promise<string | undefined> {
  const hashes = await hashFile(file, options.signal);
  return new PartsUpload(api, file, hashes, options).run();
}

class PartsUpload {
  readonly #api: ProviderApi;
  readonly #file: LocalFile;
  readonly #hashes: FileHashes;
  readonly #options: PartsOptions;
  readonly #fingerprint: string;
  /** What another attempt goes on with is written. */
  #isKept = false;

  constructor(api: ProviderApi, file: LocalFile, hashes: FileHashes, options: PartsOptions) {
    this.#api = api;
    this.#file = file;
    this.#hashes = hashes;
    this.#options = options;
    const place = [api.providerId, api.baseUrl, file.path, file.bytes, file.mtimeMs, hashes.sha256];
    this.#fingerprint = createHash('sha256').update(JSON.stringify(place)).digest('hex');
  }

  async run(): Promise<string | undefined> {
    const { memory } = this.#options;
    const known = memory.find(this.#fingerprint);
    if (known) {
      const done = await this.#goOn(known);
      if (done !== undefined) return done;
      await this.#forget();
    }
    const fresh = await this.#open();
    return fresh && this.#finish(fresh);
  }

  /** `undefined`: the provider has it no more. */
  async #goOn(known: OpenUpload): Promise<string | undefined> {
    this.#isKept = true;
    try {
      return await this.#finish(known);
    } catch (error) {
      const status = aiFailure(error)?.status;
      if (status === 400 || status === 404 || status === 410) return undefined;
      throw error;
    }
  }

  async #open(): Promise<OpenUpload | undefined> {
    const { name, bytes } = this.#file;
    const { partBytes = PART, signal } = this.#options;
    const json = { filename: name, purpose: 'fine-tune', bytes, mime_type: 'text/jsonl' };
    const request = { method: 'POST', path: '/uploads', json, isRepeatable: true } as const;
    const answer = await this.#api.fields(request, { signal }).catch((error: unknown) => {
      if (NO_SUCH_WAY.includes(aiFailure(error)?.status ?? 0)) return undefined;
      throw error;
    });
    if (!answer) return undefined;
    const id = answer.text('id');
    if (id === undefined) throw this.#fault('opened an upload and gave it no id');
    const seconds = answer.number('expires_at');
    const expiresAt = seconds === undefined ? this.#api.host.now() + HOUR_MS : seconds * 1_000;
    const upload = { fingerprint: this.#fingerprint, id, partBytes, partIds: [], expiresAt };
    await this.#keep(upload);
    return upload;
  }

  async #finish(upload: OpenUpload): Promise<string> {
    const { signal } = this.#options;
    try {
      const whole = await this.#sendMissing(upload);
      const json = { part_ids: whole.partIds, md5: this.#hashes.md5 };
      const request = { method: 'POST', path: pathOf(upload, '/complete'), json } as const;
      const answer = await this.#api.fields(request, { signal });
      const id = answer.fields('file')?.text('id');
      if (id === undefined) throw this.#fault('completed the upload and gave the file no id');
      await this.#forget();
      return id;
    } catch (error) {
      if (signal.aborted || !aiFailure(error) || !this.#isKept) await this.#cancel(upload);
      throw error;
    }
  }

  async #sendMissing(upload: OpenUpload): Promise<OpenUpload> {
    const { bytes } = this.#file;
    let now = upload;
    for (let at = now.partIds.length * upload.partBytes; at < bytes; at += upload.partBytes) {
      const id = await this.#sendPart(upload, at, Math.min(bytes, at + upload.partBytes));
      now = { ...now, partIds: [...now.partIds, id] };
      await this.#keep(now);
    }
    return now;
  }

  async #sendPart(upload: OpenUpload, from: number, to: number): Promise<string> {
    const { signal, onProgress } = this.#options;
    const file = this.#file;
    const onSent = (sent: number) =>
      onProgress?.({ type: 'upload', file: file.path, sentBytes: from + sent, totalBytes: file.bytes });
    const { headers, body, problem } = multipartBody({
      fields: {},
      fieldName: 'data',
      file,
      range: { from, to },
      onSent,
    });
    const request = { method: 'POST', path: pathOf(upload, '/parts'), headers, body, isRepeatable: true } as const;
    const answer = await this.#api.fields(request, { signal }).catch((error: unknown) => {
      throw problem() ?? error;
    });
    const id = answer.text('id');
    if (id === undefined) throw this.#fault('took a part of the file and gave it no id');
    return id;
  }

  /** Never rejects: the upload ends by itself after an hour. */
  async #cancel(upload: OpenUpload): Promise<void> {
    await this.#forget();
    const request = { method: 'POST', path: pathOf(upload, '/cancel'), isRepeatable: true } as const;
    await this.#api.fields(request, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error: unknown) => {
      this.#api.host.log.debug(`${this.#api.providerId}: the upload ${upload.id} could not be cancelled`, {
        error: String(error),
      });
    });
  }

  /** Never rejects: a full disk costs that a broken upload goes on later, and not the upload. */
  async #keep(upload: OpenUpload): Promise<void> {
    await this.#options.memory.keep(upload).then(
      () => (this.#isKept = true),
      (error: unknown) => {
        this.#isKept = false;
        this.#warn('where the upload is cannot be written, it will not go on where it breaks', error);
      },
    );
  }

  /** Never rejects: what stays is forgotten after a day. */
  async #forget(): Promise<void> {
    await this.#options.memory
      .forget(this.#fingerprint)
      .catch((error: unknown) => this.#warn('the upload that is over cannot be forgotten', error));
  }

  #warn(what: string, error: unknown): void {
    this.#api.host.log.warn(`${this.#api.providerId}: ${what}`, { error: String(error) });
  }

  #fault(what: string): AiError {
    return new AiError({
      message: `${this.#api.title ?? this.#api.providerId} ${what}`,
      hint: 'Create the job again',
      failure: { kind: 'server-error', providerId: this.#api.providerId, modelId: undefined },
    });
  }
}

function pathOf({ id }: OpenUpload, rest: string): string {
  return `/uploads/${encodeURIComponent(id)}${rest}`;
}
