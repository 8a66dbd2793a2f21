import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError } from '../gateway-error.js';
import type { JsonObject } from '../gateway-protocol.js';
import { listDocument, pageOf } from '../page-of.js';
import { fileDocument } from './file-document.js';
import type { GatewayFiles } from './gateway-files.js';
import { fileSchemas } from './file-schemas.js';
import { formBytes, readForm, takeForms } from './read-form.js';
import { readNewFile } from './read-new-file.js';
import { requestSignal } from './request-signal.js';
import type { StoredFile } from './stored-file.js';

export interface FilesParts {
  readonly files: GatewayFiles;
}

interface ById {
  readonly Params: { readonly id: string };
}

/** `/v1/files`, in OpenAI's shape. */
export function filesRoutes(app: FastifyInstance, { files }: FilesParts): void {
  app.register(async (scope) => {
    await takeForms(scope);
    const bodyLimit = files.maxBytes + formBytes;
    scope.post('/v1/files', { schema: fileSchemas.create, bodyLimit }, (request, reply) =>
      create(files, request, reply),
    );
  });
  app.get('/v1/files', { schema: fileSchemas.list }, ({ query }) => list(files, query as JsonObject));
  app.get<ById>('/v1/files/:id', { schema: fileSchemas.get }, async ({ params }) =>
    fileDocument(await existing(files, params.id)),
  );
  app.get<ById>('/v1/files/:id/content', { schema: fileSchemas.content }, ({ params }, reply) =>
    content(files, params.id, reply),
  );
  app.delete<ById>('/v1/files/:id', { schema: fileSchemas.remove }, async ({ params: { id } }) => {
    if (!(await files.delete(id))) throw noFile(id);
    return { id, object: 'file', deleted: true };
  });
}

async function create(files: GatewayFiles, request: FastifyRequest, reply: FastifyReply): Promise<JsonObject> {
  const { file, fields } = await readForm(request, 'file', { files, signal: requestSignal(reply) });
  await using received = file.received;
  const { purpose, 'expires_after[anchor]': anchor, 'expires_after[seconds]': seconds } = fields;
  return fileDocument(await received.keep(readNewFile({ ...file, purpose, anchor, seconds })));
}

async function list(files: GatewayFiles, { purpose, order = 'desc', ...page }: JsonObject): Promise<JsonObject> {
  if (order !== 'asc' && order !== 'desc')
    throw new GatewayError({ kind: 'invalid-request', message: 'order must be asc or desc.', param: 'order' });
  const all = (await files.all()).filter((file) => purpose === undefined || file.purpose === purpose);
  const { items, hasMore } = pageOf(order === 'asc' ? all.toReversed() : all, page, { usual: 10_000, most: 10_000 });
  return listDocument(items.map(fileDocument), hasMore);
}

async function content(files: GatewayFiles, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const file = await existing(files, id);
  // What a client gave must not become a page of the gateway.
  return reply
    .header('content-type', 'application/octet-stream')
    .header('content-length', file.bytes)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(createReadStream(files.pathOf(file)));
}

async function existing(files: GatewayFiles, id: string): Promise<StoredFile> {
  const file = await files.find(id);
  if (file) return file;
  throw noFile(id);
}

function noFile(id: string): GatewayError {
  const message = `No such File object: ${id.slice(0, 60)}`;
  return new GatewayError({ kind: 'not-found', message, param: 'id' });
}
