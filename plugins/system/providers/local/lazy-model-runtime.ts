import type { AiRequest } from 'devmgr/plugin-api/contracts/ai';
import type { PulledModel } from './models/pulled-model.js';
import type { ModelRuntimeOptions } from './runtime/create-model-runtime.js';
import type { ModelRuntime, RuntimePart } from './runtime/model-runtime.js';

/** A runtime that is loaded when the first model is asked: most runs of devmgr ask none. */
export class LazyModelRuntime implements ModelRuntime {
  readonly #options: ModelRuntimeOptions;
  readonly #closing = new AbortController();
  #runtime: Promise<ModelRuntime> | undefined;

  constructor(options: ModelRuntimeOptions) {
    this.#options = options;
  }

  async *generate(model: PulledModel, request: AiRequest, signal: AbortSignal): AsyncGenerator<RuntimePart> {
    const runtime = await this.#load();
    yield* runtime.generate(model, request, signal);
  }

  async embed(model: PulledModel, texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const runtime = await this.#load();
    return runtime.embed(model, texts, signal);
  }

  async dispose(): Promise<void> {
    this.#closing.abort(new DOMException('The provider was released', 'AbortError'));
    await (await this.#runtime)?.dispose();
  }

  #load(): Promise<ModelRuntime> {
    // One that is made now would be released by nobody.
    this.#closing.signal.throwIfAborted();
    this.#runtime ??= import('./runtime/create-model-runtime.js').then(({ createModelRuntime }) =>
      createModelRuntime(this.#options),
    );
    return this.#runtime;
  }
}
