import { randomUUID } from 'node:crypto';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import {
  Ai,
  aiFailure,
  type AiRequest,
  type AiStreamPart,
  type AiTarget,
  type AiUsage,
} from 'devmgr/plugin-api/contracts/ai';
import type { GenerateEvent, Generation, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { cannotWrite } from './find-model.js';
import { gatherJob, type GatheredJob } from './gather-job.js';
import type { GenerateJob, PlannedRequest } from './generate-job.js';
import type { GeneratorParts } from './generator-parts.js';
import { modelRoom, type ModelRoom } from './model-room.js';
import { keepPartialGeneration } from './partial-generation.js';
import { planGathered } from './plan-request.js';
import { readFiles } from './read-files.js';

type EndReason = Extract<AiStreamPart, { readonly type: 'stream-end' }>['reason'];
type Events = AsyncGenerator<GenerateEvent, void, undefined>;

/** Of the room, when a model says that the prompt was too long after all. */
const lessRoom = 0.6;
const mostTries = 3;
const unknownUsage: AiUsage = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };

/** See `createGenerator`. */
export async function* streamGeneration(parts: GeneratorParts, job: GenerateJob, signal: AbortSignal): Events {
  const ai = await parts.context.services.require(Ai);
  const { providerId, modelId, host } = ai.languageModel(parts.choice.resolve(job.model));
  const run = new Run(parts, job, { providerId, modelId, host });
  try {
    const gathered = await gatherJob(parts, job, signal);
    run.gathered = gathered;
    yield* askWithin(run, gathered, signal);
  } catch (error) {
    if (!signal.aborted) {
      if (run.answer !== '') keepPartialGeneration(error, await run.end('aborted', { isStopped: false }));
      throw error;
    }
    // What was under way when somebody stopped it fails in its own way.
    yield { type: 'generation-end', generation: await run.end('aborted', { isStopped: true }) };
  }
}

/** Asks with as much as fits; with less when the model, whose window may be another than is known, finds it too long. */
async function* askWithin(run: Run, gathered: GatheredJob, signal: AbortSignal): Events {
  let room = modelRoom(gathered.model, gathered.providers);
  for (let tries = 1; ; tries += 1) {
    const planned = await planGathered(run.parts, gathered, room);
    signal.throwIfAborted();
    run.plan(planned);
    yield { type: 'context-end', items: planned.items, notes: run.notes };
    try {
      yield* ask(run, { gathered, planned, room }, signal);
      return;
    } catch (error) {
      const isTooLong = aiFailure(error)?.kind === 'context-too-long' && run.answer === '';
      if (!isTooLong || tries === mostTries || gathered.job.written) throw error;
      room = { ...room, input: Math.floor(Math.min(room.input, planned.tokens) * lessRoom) };
      run.note(`${gathered.model.modelId} reads less than was sent: it was asked again with less`);
    }
  }
}

interface Asked {
  readonly gathered: GatheredJob;
  readonly planned: PlannedRequest;
  readonly room: ModelRoom;
}

async function* ask(run: Run, asked: Asked, signal: AbortSignal): Events {
  let failure: Error | undefined;
  for await (const part of asked.gathered.model.stream(requestOf(asked), { signal })) {
    switch (part.type) {
      case 'attempt-start':
        await refuseQuoting(run, part.target, failure);
        run.answeredBy = part.target;
        yield part;
        break;
      case 'attempt-fail':
        failure = part.error;
        yield part;
        break;
      case 'text-delta':
        run.answer += part.text;
        yield part;
        break;
      case 'stream-end':
        run.answeredBy = part.target;
        run.usage = part.usage;
        if (run.answer.trim() === '' && part.reason !== 'aborted') throw nothingAnswered(part.reason);
        yield {
          type: 'generation-end',
          generation: await run.end(part.reason, { isStopped: part.reason === 'aborted' }),
        };
        break;
      default:
        // What a model thinks is no code.
        break;
    }
  }
}

function requestOf({ planned: { written }, room }: Asked): AiRequest {
  return {
    messages: [
      ...(written.system.trim() === '' ? [] : [{ role: 'system', text: written.system } as const]),
      { role: 'user', text: written.user },
    ],
    maxOutputTokens: room.output,
  };
}

/** When all models are gone one that only quotes code may be asked in their place: then the person is told of them. */
async function refuseQuoting({ parts }: Run, target: AiTarget, failure: Error | undefined): Promise<void> {
  const ai = await parts.context.services.require(Ai);
  const provider = ai.providers.get().find(({ id }) => id === target.providerId);
  if (provider?.languageModel(target.modelId).kind !== 'extractive') return;
  throw failure ?? cannotWrite(target.modelId);
}

const endMessages: Readonly<Partial<Record<EndReason, string>>> = {
  length: 'The model wrote as much as it may before it began its answer',
  'content-filter': 'The filter of the provider let nothing of the answer through',
};

function nothingAnswered(reason: EndReason): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_AI_PROVIDER_FAILED',
    message: endMessages[reason] ?? 'The model answered nothing',
    hint: 'Generate again, or choose another model',
    exitCode: ExitCode.unavailable,
  });
}

/** What is known of one request while it goes on. */
class Run {
  readonly parts: GeneratorParts;
  readonly #job: GenerateJob;
  readonly #startedAt: number;
  #context: readonly SentContextItem[] = [];
  #ownNotes: readonly string[] = [];
  #planNotes: readonly string[] = [];
  gathered: GatheredJob | undefined;
  answeredBy: AiTarget;
  answer = '';
  usage = unknownUsage;

  constructor(parts: GeneratorParts, job: GenerateJob, answeredBy: AiTarget) {
    this.parts = parts;
    this.#job = job;
    this.answeredBy = answeredBy;
    this.#startedAt = parts.context.clock.now();
  }

  get notes(): readonly string[] {
    return [...this.#planNotes, ...this.#ownNotes];
  }

  plan({ items, notes }: PlannedRequest): void {
    this.#context = items;
    this.#planNotes = notes;
  }

  note(message: string): void {
    this.#ownNotes = [...this.#ownNotes, message];
  }

  /** The answer until now, as files. */
  async end(reason: EndReason, { isStopped }: { readonly isStopped: boolean }): Promise<Generation> {
    const { answer, answeredBy, usage, gathered } = this;
    const read = gathered
      ? await readFiles(answer, {
          gathered,
          context: this.#context,
          reason,
          isStopped,
          redact: this.parts.context.text.redact,
        })
      : { files: [], refused: [], notes: [] };
    return {
      id: randomUUID(),
      target: gathered?.target.path ?? this.#job.target.path,
      prompt: this.#job.prompt,
      answeredBy,
      answer,
      files: read.files,
      refused: read.refused,
      notes: [...this.notes, ...read.notes],
      context: this.#context,
      usage,
      durationMs: this.parts.context.clock.now() - this.#startedAt,
      isStopped,
      ...(reason !== 'stop' && !isStopped && { isCut: true }),
    };
  }
}
