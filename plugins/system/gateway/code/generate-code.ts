import {
  CodeGenerator,
  type GenerateEvent,
  type GeneratedFile,
  type Generation,
} from 'devmgr/plugin-api/contracts/code-generator';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import type { JsonObject } from '../gateway-protocol.js';
import type { CallWork } from '../server/serve-call.js';
import { askNamed } from './ask-named.js';
import { serviceError } from '../service-error.js';
import { gitDiff } from './git-diff.js';
import { namedModels } from './named-models.js';

export interface GenerateBody {
  readonly path: string;
  readonly prompt: string;
  readonly model?: string;
  readonly use_context?: boolean;
  readonly attachments?: readonly { readonly title: string; readonly text: string }[];
}

/** Writes code for a file of the project, which stays as it is. Rejects with a `GatewayError`. */
export async function generateCode(body: GenerateBody, parts: GatewayParts, call: CallWork): Promise<JsonObject> {
  const path = projectPath(body.path);
  const generator = await codeGenerator(parts);
  const models = await namedModels(body.model, parts, call.signal);
  const { prompt, attachments = [], use_context: usesContext } = body;
  const ask = (model: string | undefined) =>
    generator.generate(
      { path, prompt, model, attachments, usesContext, takesUnlistedModel: true },
      { signal: call.signal },
    );
  try {
    const generation = await last(
      askNamed(models, ask, ({ type }) => type !== 'text-delta'),
      call,
    );
    call.signal.throwIfAborted();
    return await documentOf(generation);
  } catch (error) {
    throw serviceError(error);
  }
}

/** A path of the project, with `/`: the writer says what else may not be written. */
function projectPath(path: string): string {
  const parts = path.split('/');
  const isOutside = path.startsWith('/') || /^[A-Za-z]:|\\|\0/.test(path) || parts.includes('..');
  if (!isOutside && parts.at(-1) !== '') return parts.filter((part) => part !== '.' && part !== '').join('/');
  const message = 'path must be that of a file in the project, from its root, with / between folders.';
  throw new GatewayError({ kind: 'invalid-request', message, param: 'path', code: 'invalid_value' });
}

async function codeGenerator({ context }: GatewayParts): Promise<CodeGenerator> {
  try {
    return await context.services.require(CodeGenerator);
  } catch (cause) {
    const message = 'Nobody writes code: the plugin Code Gen of devmgr is not here, or does not start.';
    throw new GatewayError({ kind: 'overloaded', message, code: 'code_generation_unavailable', cause });
  }
}

async function last(events: AsyncIterable<GenerateEvent>, { trace }: CallWork): Promise<Generation> {
  let generation: Generation | undefined;
  for await (const event of events) {
    if (event.type === 'text-delta') {
      trace.firstToken();
      trace.streamed(1);
    }
    if (event.type === 'generation-end') generation = event.generation;
  }
  if (!generation) throw new Error('Generating ended without a generation');
  const { answeredBy, usage, answer, durationMs } = generation;
  trace.tried({ target: `${answeredBy.providerId}/${answeredBy.modelId}`, outcome: 'answered', durationMs });
  trace.usage(usage);
  trace.said(answer);
  return generation;
}

async function documentOf(generation: Generation): Promise<JsonObject> {
  const { id, target, answeredBy, answer, files, refused, notes, context, usage, durationMs, isCut } = generation;
  const documents: JsonObject[] = [];
  for (const file of files) documents.push(await fileDocument(file));
  return {
    object: 'code.generation',
    id,
    file: target,
    code: files.find(({ path }) => path === target)?.after ?? null,
    diff: documents.map(({ diff }) => diff).join(''),
    files: documents,
    refused,
    notes,
    provider: answeredBy.providerId,
    model: answeredBy.modelId,
    host: answeredBy.host,
    context: context.map(({ id: item, title, reason, path, tokens, leftOut }) => {
      return { id: item, title, reason, path, tokens, leftOut };
    }),
    usage,
    durationMs: Math.round(durationMs),
    isCut: isCut === true,
    answer,
  };
}

async function fileDocument(file: GeneratedFile): Promise<JsonObject> {
  const { path, before, after } = file;
  return { path, isNew: before === undefined, code: after, diff: await gitDiff(file) };
}
