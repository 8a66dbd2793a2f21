import type { Fields } from '../../../providers/json/fields.js';
import type { ProviderApi } from '../api/provider-api.js';
import type { LocalFile } from './local-file.js';
import { multipartBody } from './multipart-body.js';
import type { UploadOptions } from './uploader.js';

export interface PostFileOptions extends UploadOptions {
  /** `/files`. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** One request with the whole file. A file that arrives twice does no harm: its id is what counts. */
export async function postFile(
  api: ProviderApi,
  file: LocalFile,
  { path, fields, signal, onProgress }: PostFileOptions,
): Promise<Fields> {
  const onSent = (sentBytes: number) =>
    onProgress?.({ type: 'upload', file: file.path, sentBytes, totalBytes: file.bytes });
  const { headers, body, problem } = multipartBody({ fields, fieldName: 'file', file, onSent });
  try {
    return await api.fields({ method: 'POST', path, headers, body, isRepeatable: true }, { signal });
  } catch (error) {
    throw problem() ?? error;
  }
}
