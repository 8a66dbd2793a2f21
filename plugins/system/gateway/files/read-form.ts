import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GatewayError } from '../gateway-error.js';
import type { GatewayFiles, ReceivedFile } from './gateway-files.js';

/** What a form held: its one file, and its fields. */
export interface ReadForm {
  readonly file: { readonly name: string; readonly mediaType: string; readonly received: ReceivedFile };
  readonly fields: Readonly<Record<string, string>>;
}

/** Around a file: boundaries, headers and other fields of a form. */
export const formBytes = 64 * 1024;

/** Lets routes of an instance read forms. */
export async function takeForms(app: FastifyInstance): Promise<void> {
  const { default: multipart } = await import('@fastify/multipart');
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 20, fieldNameSize: 200, fieldSize: 16 * 1024, headerPairs: 100, fileSize: Infinity },
  });
}

/**
 * Reads a form with one file in the field `name`, which goes to the disk as it comes. Rejects with a `GatewayError`; then nothing is left, and what
 * still comes of the request is not read. What it gives must be kept or disposed of.
 */
export async function readForm(
  request: FastifyRequest,
  name: string,
  { files, signal }: { readonly files: Pick<GatewayFiles, 'receive'>; readonly signal: AbortSignal },
): Promise<ReadForm> {
  if (!request.isMultipart()) throw noForm(name);
  const fields: Record<string, string> = {};
  let file: ReadForm['file'] | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      } else if (part.fieldname === name && !file) {
        const received = await files.receive(part.file, { signal });
        file = { name: part.filename, mediaType: part.mimetype, received };
        if (part.file.truncated) throw torn();
      } else {
        part.file.resume();
      }
    }
    signal.throwIfAborted();
    if (!file) throw noForm(name);
    return { file, fields };
  } catch (error) {
    await file?.received[Symbol.asyncDispose]();
    throw explained(error, signal);
  }
}

function noForm(name: string): GatewayError {
  const message = `The request must be multipart/form-data with a file in the field ${name}.`;
  return new GatewayError({ kind: 'invalid-request', message, param: name, code: 'missing_required_parameter' });
}

function torn(): GatewayError {
  return new GatewayError({ kind: 'invalid-request', message: 'The form is cut off: send it again.' });
}

/** What reading forms throws are errors with a status and words that are good enough for clients. */
function explained(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof GatewayError || !(error instanceof Error)) return error;
  const { code } = error as { readonly code?: unknown };
  const isOfForm =
    (typeof code === 'string' && /^FST_|^FST$/.test(code)) || /multipart|boundary|Part terminated/i.test(error.message);
  if (!isOfForm) return error;
  const message = `The form cannot be read: ${error.message}. Send it again.`;
  return new GatewayError({ kind: 'invalid-request', message, cause: error });
}
