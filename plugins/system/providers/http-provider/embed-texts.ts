import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { HttpResponse } from '../transport/http-client.js';
import { WireFormatError } from '../wire/wire-format-error.js';
import { wireFormats } from '../wire/wire-formats.js';
import { embeddingBatch } from './embedding-batch.js';
import { enterProvider, type Entry } from './enter-provider.js';
import { LinkedAbort } from './linked-abort.js';
import type { ProviderCore } from './provider-core.js';
import { retryPlan } from './retry-plan.js';
import { isSuccess, readResponseError, sendWire } from './send-wire.js';
import { toAiError } from './to-ai-error.js';

/** 2048 vectors of 4096 numbers as text. */
const ANSWER_LIMIT = 256 * 1024 * 1024;

/** What is asked in one request. */
interface Batch {
  readonly core: ProviderCore;
  readonly modelId: string;
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
}

/** See `AiEmbeddingModel.embed`; in as many requests as the provider wants. */
export async function embedTexts(
  core: ProviderCore,
  modelId: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly Float32Array[]> {
  const abort = new LinkedAbort(signal, core.signal);
  const size = embeddingBatch(core.options.definition);
  const vectors: Float32Array[] = [];
  try {
    for (let start = 0; start < texts.length; start += size) {
      const batch = { core, modelId, texts: texts.slice(start, start + size), signal: abort.signal };
      vectors.push(...(await embedBatch(batch)));
    }
  } finally {
    abort.dispose();
  }
  return vectors;
}

async function embedBatch(batch: Batch): Promise<readonly Float32Array[]> {
  const { core, modelId, signal } = batch;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    if (core.mustLook(modelId)) await core.look(signal);
    const result = await tryBatch(batch, attempt);
    if (typeof result !== 'number') return result;
    await core.options.host.wait(result, signal);
  }
}

/** The vectors, or the milliseconds until the request is to be sent again. */
async function tryBatch(batch: Batch, attempt: number): Promise<readonly Float32Array[] | number> {
  const { core, modelId, signal } = batch;
  const entry = await enterProvider(core, modelId);
  let response: HttpResponse | undefined;
  try {
    response = await send(batch, entry);
    const vectors = await read(batch, entry, response);
    core.answered(entry);
    return vectors;
  } catch (error) {
    signal.throwIfAborted();
    return retry(batch, entry, error, response, attempt);
  }
}

function send({ core, modelId, texts, signal }: Batch, { endpoint }: Entry): Promise<HttpResponse> {
  const { definition, settings } = core.options;
  const wire = wireFormats[definition.wireFormat].embeddingsRequest?.({ definition, endpoint }, modelId, texts);
  if (!wire) throw new TypeError(`${definition.id} has no embeddings`);
  return sendWire(core.options, wire, signal, settings().timeouts);
}

async function read(
  { core, modelId, texts }: Batch,
  { endpoint }: Entry,
  response: HttpResponse,
): Promise<readonly Float32Array[]> {
  const { definition } = core.options;
  if (!isSuccess(response)) throw await readResponseError(core.options, core.context(endpoint, modelId), response);
  const text = await response.text(ANSWER_LIMIT);
  const vectors = wireFormats[definition.wireFormat].readEmbeddings?.({ definition, endpoint }, text, texts.length);
  if (vectors?.length !== texts.length)
    throw new WireFormatError(`answered with ${vectors?.length ?? 0} embeddings for ${texts.length} texts`);
  return vectors;
}

function retry(
  { core, modelId }: Batch,
  entry: Entry,
  error: unknown,
  response: HttpResponse | undefined,
  attempt: number,
): number {
  const { options } = core;
  const failure = toAiError(error, core.context(entry.endpoint, modelId));
  if (!(failure instanceof AiError)) throw error;
  const retryInMs = retryPlan(options, {}, { error: failure, response, attempt });
  const name = `${options.definition.id}/${modelId}`;
  if (retryInMs === undefined) {
    core.failed(entry, failure);
    options.host.log.warn(`${name}: ${failure.message}`);
    throw failure;
  }
  options.host.log.warn(`${name}: ${failure.message}; asking again in ${(retryInMs / 1000).toFixed(1)} s`);
  return retryInMs;
}
