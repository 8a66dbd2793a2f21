import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { PluginContext } from 'devmgr/plugin-api';
import type { JsonObject } from '../gateway-protocol.js';
import { fileDocument, seconds } from './file-document.js';
import type { GatewayFiles, ReceivedFile } from './gateway-files.js';
import { formBytes, readForm, takeForms } from './read-form.js';
import { readNewFile } from './read-new-file.js';
import { requestSignal } from './request-signal.js';
import type { StoredFile } from './stored-file.js';
import { mostPartBytes, UploadFolder, type Upload } from './upload-folder.js';
import { uploadSchemas } from './upload-schemas.js';

export interface UploadsParts {
  readonly context: Pick<PluginContext, 'storage' | 'clock'>;
  readonly files: GatewayFiles;
}

interface ById {
  readonly Params: { readonly id: string };
}

interface CreateBody {
  readonly bytes: number;
  readonly filename: string;
  readonly mime_type: string;
  readonly purpose: string;
  readonly expires_after?: { readonly anchor?: unknown; readonly seconds?: unknown } | null;
}

/** `/v1/uploads`: files that come in parts, in OpenAI's shape. */
export function uploadsRoutes(app: FastifyInstance, { context, files }: UploadsParts): void {
  const folder = join(context.storage.workspaceDir, 'gateway-uploads');
  const uploads = new UploadFolder({ folder, files, clock: context.clock });
  void uploads.tidy();
  app.post<{ Body: CreateBody }>('/v1/uploads', { schema: uploadSchemas.create }, async ({ body }) => {
    const { filename: name, mime_type: mediaType, purpose, expires_after: life, bytes } = body;
    const about = readNewFile({ name, mediaType, purpose, anchor: life?.anchor, seconds: life?.seconds });
    return document(await uploads.create(about, bytes));
  });
  app.register(async (scope) => {
    await takeForms(scope);
    const options = { schema: uploadSchemas.part, bodyLimit: mostPartBytes + formBytes };
    scope.post<ById>('/v1/uploads/:id/parts', options, async (request, reply) => {
      const { id } = request.params;
      const signal = requestSignal(reply);
      let part = '';
      const receive = async (bytes: AsyncIterable<Uint8Array>): Promise<ReceivedFile> => {
        part = await uploads.addPart(id, bytes, signal);
        return { bytes: 0, md5: '', keep: notKept, [Symbol.asyncDispose]: () => uploads.dropPart(id, part) };
      };
      await readForm(request, 'data', { files: { receive }, signal });
      return { id: part, object: 'upload.part', created_at: seconds(context.clock.now()), upload_id: id };
    });
  });
  app.post<ById & { Body: { part_ids: string[]; md5?: string | null } }>(
    '/v1/uploads/:id/complete',
    { schema: uploadSchemas.complete },
    async ({ params: { id }, body: { part_ids: partIds, md5 } }, reply) => {
      const { upload, file } = await uploads.complete(id, { partIds, md5: md5 ?? undefined }, requestSignal(reply));
      return document(upload, file);
    },
  );
  app.post<ById>('/v1/uploads/:id/cancel', { schema: uploadSchemas.cancel }, async ({ params: { id } }) =>
    document(await uploads.cancel(id)),
  );
}

/** A part is no file of its own. */
function notKept(): never {
  throw new Error('A part of an upload cannot be kept alone');
}

function document({ id, bytes, about, createdAt, expiresAt, status }: Upload, file?: StoredFile): JsonObject {
  return {
    id,
    object: 'upload',
    bytes,
    created_at: seconds(createdAt),
    expires_at: seconds(expiresAt),
    filename: about.name,
    purpose: about.purpose,
    status,
    ...(file && { file: fileDocument(file) }),
  };
}
