import { Store, type Clock, type Disposable } from 'devmgr/plugin-api';
import type { ApiParts } from '../../api-parts.js';
import type { ApiAnswer } from '../../servers/client/api-answer.js';
import type { ApiRequest } from '../../servers/client/api-request.js';
import { screenHint } from '../../servers/screen-hint.js';
import { throttled } from '../server/throttled.js';

export type ClientState =
  | { readonly kind: 'nothing' }
  /** `text`: of an answer that comes bit by bit, its end. */
  | { readonly kind: 'sending'; readonly since: number; readonly status: number | undefined; readonly text: string }
  | { readonly kind: 'answered'; readonly answer: ApiAnswer }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | undefined };

export interface ClientSessionParts {
  readonly api: () => Promise<ApiParts>;
  readonly clock: Clock;
  isRunning(name: string): boolean;
}

const SHOWN_EVERY_MS = 100;
/** Of an answer that goes on and on the end is shown. */
const MOST_LIVE = 32_000;
const NOTHING: ClientState = { kind: 'nothing' };

/** One request after the other to the servers of the project; of each server the last answer is kept. */
export class ClientSession implements Disposable {
  readonly #parts: ClientSessionParts;
  readonly #states = new Store<ReadonlyMap<string, ClientState>>(new Map());
  readonly #running = new Map<string, AbortController>();

  readonly onDidChange = this.#states.onDidChange;

  constructor(parts: ClientSessionParts) {
    this.#parts = parts;
  }

  of(name: string | undefined): ClientState {
    return (name === undefined ? undefined : this.#states.get().get(name)) ?? NOTHING;
  }

  isSending(name: string | undefined): boolean {
    return this.of(name).kind === 'sending';
  }

  /** Stops what is under way for that server: what has come of it is its answer. */
  stop(name: string): void {
    this.#running.get(name)?.abort();
  }

  /** Nothing was sent to that server. */
  forget(name: string): void {
    this.stop(name);
    this.#running.delete(name);
    this.#set(name, NOTHING);
  }

  /** Sends to the server of that name, in place of what is under way for it. Never rejects: see the state. */
  async send(name: string, request: ApiRequest): Promise<void> {
    this.stop(name);
    const abort = new AbortController();
    this.#running.set(name, abort);
    const next = await this.#answer(name, request, abort.signal).catch(failed);
    if (this.#running.get(name) !== abort) return;
    this.#running.delete(name);
    this.#set(name, abort.signal.aborted && next.kind === 'failed' ? NOTHING : next);
  }

  dispose(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#running.clear();
    this.#states.dispose();
  }

  async #answer(name: string, request: ApiRequest, signal: AbortSignal): Promise<ClientState> {
    const { api, clock } = this.#parts;
    const since = clock.now();
    const live = { status: undefined as number | undefined, text: '' };
    const show = () => !signal.aborted && this.#set(name, { kind: 'sending', since, ...live });
    const showing = throttled(clock, SHOWN_EVERY_MS, show);
    show();
    try {
      const { client, history } = await api();
      const sender = client(name);
      if (!sender) return unreachable(name, this.#parts.isRunning(name));
      const observer = {
        onHead: ({ status }: { readonly status: number }) => {
          live.status = status;
          showing.ask();
        },
        onText: (text: string) => {
          live.text = (live.text + text).slice(-MOST_LIVE);
          showing.ask();
        },
      };
      const answer = await sender.send(request, { signal, observer });
      void history.add({ at: since, server: name, request, status: answer.status, totalMs: answer.totalMs });
      return { kind: 'answered', answer };
    } finally {
      void showing.dispose();
    }
  }

  #set(name: string, state: ClientState): void {
    this.#states.update((states) => new Map(states).set(name, state));
  }
}

/** What has no port that devmgr knows of cannot be asked, running or not. */
function unreachable(name: string, isRunning: boolean): ClientState {
  if (!isRunning) return { kind: 'failed', message: `${name} does not run`, hint: 'Start it with s' };
  return { kind: 'failed', message: `${name} has no address`, hint: 'Give it a port or a url in its table' };
}

function failed(error: unknown): ClientState {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', message, hint: screenHint(error) };
}
