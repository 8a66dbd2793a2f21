import {
  readHostRequest,
  type EmbedRequest,
  type GenerateRequest,
  type HostAnswer,
  type HostRequest,
  type LoadRequest,
} from '../host-protocol.js';
import { embedTexts } from './embed-texts.js';
import { explainFailure } from './explain-failure.js';
import { generateAnswer } from './generate-answer.js';
import { HostFailure } from './host-failure.js';
import { loadModel } from './load-model.js';
import type { LoadedModel } from './loaded-model.js';
import type { Transformers } from './transformers.js';

interface ServerOptions {
  /** Loads transformers.js; called once, at the first model. */
  load(): Promise<Transformers>;
  send(answer: HostAnswer): void;
}

type Work = Exclude<HostRequest, { readonly op: 'abort' }>;

/** Serves the requests of host-protocol.ts one after the other, with one model at a time. */
export class RequestServer {
  readonly #options: ServerOptions;
  readonly #aborts = new Map<number, AbortController>();
  #library: Promise<Transformers> | undefined;
  #loaded: LoadedModel | undefined;
  #work = Promise.resolve();

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /** Takes one line. What is no request is passed over: without its id nobody could be told. */
  receive(line: string): void {
    const request = readHostRequest(line);
    if (!request) return;
    if (request.op === 'abort') {
      this.#aborts.get(request.target)?.abort();
      return;
    }
    this.#aborts.set(request.id, new AbortController());
    this.#work = this.#work.then(() => this.#answer(request));
  }

  async #answer(request: Work): Promise<void> {
    const { id } = request;
    const { signal } = this.#aborts.get(id) ?? new AbortController();
    try {
      this.#options.send(await this.#serve(request, signal));
    } catch (error) {
      const { kind, message } = explainFailure(error);
      this.#options.send({ type: 'failed', id, kind, message });
    } finally {
      this.#aborts.delete(id);
    }
  }

  async #serve(request: Work, signal: AbortSignal): Promise<HostAnswer> {
    switch (request.op) {
      case 'load':
        return this.#load(request);
      case 'generate':
        return this.#generate(request, signal);
      case 'embed':
        return this.#embed(request);
      case 'unload':
        await this.#unload();
        return { type: 'unloaded', id: request.id };
    }
  }

  async #load(request: LoadRequest): Promise<HostAnswer> {
    // Two models at once may be more than the machine has memory for.
    await this.#unload();
    this.#library ??= this.#options.load();
    const library = await this.#library;
    this.#loaded = await loadModel(library, request);
    const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
    return { type: 'loaded', id: request.id, library: library.env.version, megabytes };
  }

  async #generate(request: GenerateRequest, signal: AbortSignal): Promise<HostAnswer> {
    const { id } = request;
    const loaded = this.#loaded;
    if (loaded?.kind !== 'generator' || !this.#library) throw new HostFailure('other', 'No language model is loaded');
    const { send } = this.#options;
    const listener = {
      onPrompt: (tokens: number) => send({ type: 'prompt', id, tokens }),
      onText: (text: string, tokens: number) => send({ type: 'text', id, text, tokens }),
    };
    return { type: 'end', id, ...(await generateAnswer(await this.#library, loaded, request, listener, signal)) };
  }

  async #embed({ id, texts }: EmbedRequest): Promise<HostAnswer> {
    const loaded = this.#loaded;
    if (loaded?.kind !== 'extractor') throw new HostFailure('other', 'No embedding model is loaded');
    return { type: 'vectors', id, ...(await embedTexts(loaded, texts)) };
  }

  async #unload(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await (loaded?.kind === 'generator' ? loaded.model.dispose() : loaded?.extractor.dispose());
  }
}
