import type { Memento } from 'devmgr/plugin-api';
import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { ProviderApi } from '../api/provider-api.js';
import { discardFile } from '../upload/discard-file.js';
import { lookAtFile } from '../upload/local-file.js';
import { postFile } from '../upload/post-file.js';
import type { Uploader } from '../upload/uploader.js';
import { uploadInParts } from './upload-in-parts.js';
import { UploadMemory } from './upload-memory.js';

/** Larger files go in parts, so that an upload that breaks goes on where it was. */
const LARGE = 64 * 1024 * 1024;

export interface OpenAiUploaderOptions {
  readonly state: Memento;
  /** Bytes of a file that goes in parts, and of one part (at most 64 MB). */
  readonly largeBytes?: number;
  readonly partBytes?: number;
}

/** `POST /files` with the purpose `fine-tune`; large files through `/uploads`, where the server has that. */
export function openAiUploader(
  api: ProviderApi,
  { state, largeBytes = LARGE, partBytes }: OpenAiUploaderOptions,
): Uploader {
  const memory = new UploadMemory(state, () => api.host.now());
  return async (path, options) => {
    const file = await lookAtFile(path);
    const inParts =
      file.bytes > largeBytes ? await uploadInParts(api, file, { ...options, memory, partBytes }) : undefined;
    const id = inParts ?? (await inOne());
    return { id, discard: () => discardFile(api, id) };

    async function inOne(): Promise<string> {
      const answer = await postFile(api, file, { ...options, path: '/files', fields: { purpose: 'fine-tune' } });
      const given = answer.text('id');
      if (given === undefined) throw noId(api);
      return given;
    }
  };
}

function noId(api: ProviderApi): AiError {
  return new AiError({
    message: `${api.title ?? api.providerId} took the file and gave it no id`,
    hint: 'Try again',
    failure: { kind: 'server-error', providerId: api.providerId, modelId: undefined },
  });
}
