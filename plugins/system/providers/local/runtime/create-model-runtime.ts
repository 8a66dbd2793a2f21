import type { Clock, Disposable, Logger } from 'devmgr/plugin-api';
import type { AiRequest } from 'devmgr/plugin-api/contracts/ai';
import { LinkedAbort } from '../../http-provider/linked-abort.js';
import type { PulledModel } from '../models/pulled-model.js';
import { abortable } from './abortable.js';
import type { TransformersPlace } from './find-transformers.js';
import { HostEnded } from './host-ended.js';
import { hostMessages } from './host-messages.js';
import { HostProcess, type HostOrder, type HostProcessOptions } from './host-process.js';
import type { HostTask, TaskAnswer } from './host-task.js';
import type { ModelRuntime, RuntimePart } from './model-runtime.js';
import { hostEndedError, hostFailureError, noLibraryError } from './runtime-error.js';
import { Turns } from './turns.js';
import { unpackVectors } from './unpack-vectors.js';

export interface ModelRuntimeOptions extends Omit<HostProcessOptions, 'libraryFile'> {
  readonly clock: Clock;
  readonly log: Logger;
  /** Looks each time a process is started: what was missing may have been installed. */
  findLibrary(): Promise<TransformersPlace>;
  /** Masks secrets and removes what a terminal would obey: models bring texts of errors too. */
  clean(text: string): string;
  /** Milliseconds without a request until the process is ended. */
  idleMs(): number;
}

type FailedAnswer = Extract<TaskAnswer, { readonly type: 'failed' }>;

/** How long a process may take to end a request early. One that reads a long question does not listen; then it is ended. */
const graceMs = 2_000;

/** Makes the runtime of the local models. Nothing is started before the first request. */
export function createModelRuntime(options: ModelRuntimeOptions): ModelRuntime {
  return new Runtime(options);
}

class Runtime implements ModelRuntime {
  readonly #options: ModelRuntimeOptions;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  #host: HostProcess | undefined;
  /** Of the model in the process. */
  #loaded: string | undefined;
  #idle: Disposable | undefined;

  constructor(options: ModelRuntimeOptions) {
    this.#options = options;
  }

  async *generate(model: PulledModel, request: AiRequest, signal: AbortSignal): AsyncGenerator<RuntimePart> {
    const order: HostOrder = {
      op: 'generate',
      messages: hostMessages(request.messages),
      stopSequences: request.stopSequences ?? [],
      maxNewTokens: request.maxOutputTokens,
      temperature: request.temperature,
      topP: request.topP,
    };
    let hasBegun = false;
    for await (const answer of this.#ask(model, order, signal, () => hasBegun)) {
      if (answer.type === 'text') hasBegun = true;
      if (answer.type === 'prompt' || answer.type === 'text') yield answer;
      else if (answer.type === 'end' && answer.reason !== 'aborted') yield { ...answer, reason: answer.reason };
    }
  }

  async embed(model: PulledModel, texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    for await (const answer of this.#ask(model, { op: 'embed', texts }, signal, () => false)) {
      if (answer.type === 'vectors') return unpackVectors(answer.data, answer.dimensions);
    }
    throw hostFailureError(model, 'other', 'the process of the model gave no vectors');
  }

  async dispose(): Promise<void> {
    this.#closing.abort(new DOMException('The provider was released', 'AbortError'));
    await this.#stop();
  }

  /** The answers to one request, which has the process for itself until it is over, also when nobody listens any more. */
  async *#ask(
    model: PulledModel,
    order: HostOrder,
    caller: AbortSignal,
    hasBegun: () => boolean,
  ): AsyncGenerator<TaskAnswer> {
    const abort = new LinkedAbort(caller, this.#closing.signal);
    try {
      yield* this.#askInTurn(model, order, abort.signal, hasBegun);
    } finally {
      abort.dispose();
    }
  }

  async *#askInTurn(
    model: PulledModel,
    order: HostOrder,
    signal: AbortSignal,
    hasBegun: () => boolean,
  ): AsyncGenerator<TaskAnswer> {
    const pass = await this.#turns.take(signal);
    void this.#idle?.dispose();
    let work: Promise<unknown> = Promise.resolve();
    let task: HostTask | undefined;
    try {
      const ready = this.#ready(model);
      work = ready.catch(() => undefined);
      const host = await abortable(ready, signal);
      task = host.ask(order);
      work = task.done;
      for await (const answer of task.answers(signal)) {
        if (answer.type === 'failed') throw this.#failure(model, answer);
        yield answer;
      }
    } catch (error) {
      throw error instanceof HostEnded ? hostEndedError(model, error, hasBegun()) : error;
    } finally {
      void this.#settle(work, task).then(() => this.#leave(pass));
    }
  }

  /** A process with the model in it. */
  async #ready(model: PulledModel): Promise<HostProcess> {
    const host = await this.#running(model);
    // All of it: it may have been pulled anew meanwhile.
    const wanted = JSON.stringify(model);
    if (this.#loaded === wanted) return host;
    this.#loaded = undefined;
    const { dir, task, dtype } = model;
    const startedAt = this.#options.clock.now();
    const answer = await host.ask({ op: 'load', dir, task, dtype }).last(this.#closing.signal);
    if (answer.type === 'failed') throw this.#failure(model, answer);
    this.#loaded = wanted;
    const ms = this.#options.clock.now() - startedAt;
    if (answer.type === 'loaded') {
      const { library, megabytes } = answer;
      this.#options.log.debug(`Loaded ${model.id} in ${ms} ms (transformers.js ${library}, ${megabytes} MB)`);
    }
    return host;
  }

  async #running(model: PulledModel): Promise<HostProcess> {
    if (this.#host?.isRunning) return this.#host;
    this.#loaded = undefined;
    const place = await this.#options.findLibrary();
    if (place.kind === 'missing') throw noLibraryError(model, place);
    this.#closing.signal.throwIfAborted();
    const host = new HostProcess({ ...this.#options, libraryFile: place.file });
    this.#host = host;
    return host;
  }

  /** Waits until the process has done with a request that nobody waits for any more; ends it when that takes too long. */
  async #settle(work: Promise<unknown>, task: HostTask | undefined): Promise<void> {
    let timer: Disposable | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = this.#options.clock.setTimeout(() => resolve('late'), graceMs);
    });
    if (task) this.#host?.abort(task);
    const outcome = await Promise.race([work.then(() => 'done' as const), late]);
    void timer?.dispose();
    if (outcome === 'late') await this.#stop();
  }

  #leave(pass: () => void): void {
    pass();
    if (!this.#turns.isFree || this.#closing.signal.aborted || !this.#host) return;
    this.#idle = this.#options.clock.setTimeout(() => void this.#rest(), this.#options.idleMs());
  }

  async #rest(): Promise<void> {
    if (!this.#turns.isFree || this.#closing.signal.aborted) return;
    // Nobody may begin with the process while it ends.
    const pass = await this.#turns.take(new AbortController().signal);
    this.#options.log.debug('The process of the local model ends: it was not needed for a while');
    await this.#stop().finally(pass);
  }

  #failure(model: PulledModel, { kind, message }: FailedAnswer): Error {
    return hostFailureError(model, kind, this.#options.clean(message));
  }

  async #stop(): Promise<void> {
    void this.#idle?.dispose();
    const host = this.#host;
    this.#host = undefined;
    this.#loaded = undefined;
    await host?.stop();
  }
}
