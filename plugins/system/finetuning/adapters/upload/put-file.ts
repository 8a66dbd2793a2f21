import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { HttpClient, HttpResponse, HttpStreamBody } from '../../../providers/transport/http-client.js';
import { retryDelay } from '../../../providers/transport/retry-delay.js';
import type { ProviderApi } from '../api/provider-api.js';
import { readPieces, type LocalFile } from './local-file.js';
import type { UploadOptions } from './uploader.js';

const TIMEOUTS = { connect: 15_000, firstByte: 120_000, idle: 60_000 };
const RETRIES = 2;

/**
 * Sends a file whole to a signed address, without any key: the address itself is the permission, so it is in no message and no log line.
 * Again from the beginning when it breaks.
 */
export async function putFile(
  { host, providerId, title }: ProviderApi,
  client: HttpClient,
  file: LocalFile,
  { url, signal, onProgress }: UploadOptions & { readonly url: string },
): Promise<void> {
  const body = new FileBody(file, (sentBytes) =>
    onProgress?.({ type: 'upload', file: file.path, sentBytes, totalBytes: file.bytes }),
  );
  const headers = { 'content-type': 'application/octet-stream' };
  for (let attempt = 1; ; attempt++) {
    let response: HttpResponse | undefined;
    let said = '';
    try {
      response = await client.send({ method: 'PUT', url, headers, body, signal, timeouts: TIMEOUTS });
      await response.text(64 * 1024);
      if (response.status >= 200 && response.status < 300) return;
      said = `status ${response.status}`;
    } catch (error) {
      signal.throwIfAborted();
      if (body.problem) throw body.problem;
      said = error instanceof Error ? error.message : String(error);
    }
    const { status, header = () => undefined } = response ?? { status: undefined };
    const now = host.now();
    const wait = retryDelay({ status, header, attempt, retries: RETRIES, now, random: host.random() });
    if (wait === undefined)
      throw new AiError({
        message: `${title ?? providerId}: the upload of ${file.name} failed (${said})`,
        hint: 'Create the job again',
        failure: { kind: 'server-error', providerId, modelId: undefined, status },
      });
    await host.wait(wait, signal);
  }
}

class FileBody implements HttpStreamBody {
  readonly byteLength: number;
  /** Why reading failed. */
  problem: Error | undefined;
  readonly #file: LocalFile;
  readonly #onSent: (bytes: number) => void;

  constructor(file: LocalFile, onSent: (bytes: number) => void) {
    this.#file = file;
    this.#onSent = onSent;
    this.byteLength = file.bytes;
  }

  async *pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    let sent = 0;
    this.#onSent(0);
    try {
      for await (const piece of readPieces(this.#file, { from: 0, to: this.#file.bytes })) {
        yield piece;
        sent += piece.length;
        this.#onSent(sent);
      }
    } catch (error) {
      this.problem = error as Error;
      throw error;
    }
  }
}
