import { extname } from 'node:path';
import { AiError, aiFailure } from 'devmgr/plugin-api/contracts/ai';
import type { Fields } from '../../../providers/json/fields.js';
import type { HttpClient } from '../../../providers/transport/http-client.js';
import type { ProviderApi } from '../api/provider-api.js';
import { discardFile } from '../upload/discard-file.js';
import { lookAtFile, type LocalFile } from '../upload/local-file.js';
import { postFile } from '../upload/post-file.js';
import { putFile } from '../upload/put-file.js';
import type { Uploader, UploadOptions } from '../upload/uploader.js';

/** Answers of servers without the way that Together's own client takes. */
const NO_SUCH_WAY: readonly number[] = [404, 405, 501];
const LOOK_AGAIN_MS = 2_000;
/** Then the job is created all the same: it says itself what is wrong with its file. */
const PATIENCE_MS = 10 * 60_000;

/**
 * The way of Together's own client: `POST /files` is answered with a redirect to a signed address, where the bytes go without the key; or,
 * where that is not offered, the way of its document, `POST /files/upload`. Then waits until the file has been read.
 */
export function togetherUploader(api: ProviderApi, client: HttpClient): Uploader {
  return async (path, options) => {
    const file = await lookAtFile(path);
    const id = (await bySignedAddress(api, client, file, options)) ?? (await byForm(api, file, options));
    const discard = () => discardFile(api, id);
    try {
      await untilRead(api, id, file, options);
      return { id, discard };
    } catch (error) {
      await discard();
      throw error;
    }
  };
}

async function bySignedAddress(
  api: ProviderApi,
  client: HttpClient,
  file: LocalFile,
  options: UploadOptions,
): Promise<string | undefined> {
  const form = new URLSearchParams({ file_name: file.name, file_type: typeOf(file), purpose: 'fine-tune' });
  const response = await api.send(
    {
      method: 'POST',
      path: '/files',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      isRepeatable: true,
      also: [301, 302, 303, 307, ...NO_SUCH_WAY],
    },
    options,
  );
  await response.text(64 * 1024);
  const address = response.header('location');
  const id = response.header('x-together-file-id');
  if (response.status >= 400) return undefined;
  if (address === undefined || id === undefined) return undefined;
  try {
    await putFile(api, client, file, { ...options, url: address });
  } catch (error) {
    await discardFile(api, id);
    throw error;
  }
  return id;
}

async function byForm(api: ProviderApi, file: LocalFile, options: UploadOptions): Promise<string> {
  const fields = { purpose: 'fine-tune', file_name: file.name, file_type: typeOf(file) };
  const answer = await postFile(api, file, { ...options, path: '/files/upload', fields });
  const id = answer.text('id');
  if (id !== undefined) return id;
  throw fault(api, 'took the file and gave it no id', 'Try again');
}

/** Together reads a file before a job may use it. */
async function untilRead(api: ProviderApi, id: string, file: LocalFile, options: UploadOptions): Promise<void> {
  const { signal, onProgress } = options;
  const since = api.host.now();
  for (let looks = 0; ; looks++) {
    const found = await api
      .fields({ method: 'GET', path: `/files/${encodeURIComponent(id)}` }, { signal })
      .catch((error: unknown) => {
        if (aiFailure(error)?.status === 404) return undefined;
        throw error;
      });
    const status = found?.text('processing_status');
    if (status === 'FAILED' || status === 'INVALID_FORMAT') throw badFile(api, file, found);
    if (found && (status === undefined || status === 'COMPLETED')) return;
    if (api.host.now() - since > PATIENCE_MS) return;
    onProgress?.({ type: 'processing', file: file.path });
    await api.host.wait(looks === 0 ? LOOK_AGAIN_MS / 4 : LOOK_AGAIN_MS, signal);
  }
}

function badFile(api: ProviderApi, file: LocalFile, found: Fields | undefined): AiError {
  const report = found?.fields('validation_report');
  const told = api.host.clean(report?.text('message') ?? '').slice(0, 300);
  return fault(
    api,
    `cannot use ${file.name}${told === '' ? '' : `: ${told}`}`,
    'Check the file and create the job again',
  );
}

function fault(api: ProviderApi, what: string, hint: string): AiError {
  return new AiError({
    message: `${api.title ?? api.providerId} ${what}`,
    hint,
    failure: { kind: 'refused-request', providerId: api.providerId, modelId: undefined },
  });
}

function typeOf({ path }: LocalFile): string {
  const extension = extname(path).slice(1).toLowerCase();
  return extension === 'parquet' || extension === 'csv' ? extension : 'jsonl';
}
