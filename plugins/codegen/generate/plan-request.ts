import { TokenCounter } from './fit/token-counter.js';
import { gatherJob, type GatheredJob } from './gather-job.js';
import type { GenerateJob, PlannedRequest } from './generate-job.js';
import type { GeneratorParts } from './generator-parts.js';
import { masking } from './masking.js';
import { maskedJob } from './masked-job.js';
import { modelRoom, type ModelRoom } from './model-room.js';
import { writeRequest } from './write-request.js';

/** See `Generator.plan`. */
export async function planRequest(
  parts: GeneratorParts,
  job: GenerateJob,
  signal: AbortSignal,
): Promise<PlannedRequest> {
  const gathered = await gatherJob(parts, job, signal);
  const planned = await planGathered(parts, gathered, modelRoom(gathered.model, gathered.providers));
  signal.throwIfAborted();
  return planned;
}

/** One for a generator: what was counted for the request before is not counted again. */
const counters = new WeakMap<GeneratorParts, TokenCounter>();

/** The request for what was gathered, within a room. */
export async function planGathered(
  parts: GeneratorParts,
  gathered: GatheredJob,
  room: ModelRoom,
): Promise<PlannedRequest> {
  const { model, context, job } = gathered;
  const { providerId, modelId, host } = model;
  const target = { providerId, modelId, host, room: room.input, roomHint: room.hint };
  const counter = counters.get(parts) ?? new TokenCounter(parts.context.text);
  counters.set(parts, counter);
  const masked = maskedJob(gathered, masking(parts));
  if (job.written) return { ...target, ...(await asWritten(parts, job.written, room, counter)) };
  const { name: project } = parts.context.workspace;
  const request = await writeRequest({ masked, project, modelId, room, counter });
  const isShort = request.notes.length > 0 || request.items.some(({ leftOut }) => leftOut === 'does not fit');
  const notes = [...context.notes, ...request.notes, ...(isShort && room.hint !== undefined ? [room.hint] : [])];
  return { ...target, ...request, notes };
}

/** A prompt that a person edited is sent as it is, but for secrets. */
async function asWritten(
  { context }: GeneratorParts,
  { system, user }: NonNullable<GenerateJob['written']>,
  room: ModelRoom,
  counter: TokenCounter,
) {
  const written = { system: context.text.redact(system), user: context.text.redact(user) };
  const tokens = (await counter.count(written.system)) + (await counter.count(written.user));
  const notes = tokens > room.input ? ['The edited prompt is longer than the model is known to read'] : [];
  return { written, items: [], tokens, notes };
}
