import { Store, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { DescriptionAnswer } from './describe-document.js';
import { failureText, type FetchedPage } from './fetch-document.js';
import { findDocument } from './find-document.js';
import { readDocument } from './read-document.js';
import type { RoutesProblem, RoutesState } from './routes-state.js';

export interface RouteSourceParts {
  /** Where the server is reached now; `undefined`: it does not run. */
  readonly url: () => string | undefined;
  /** The path of the document by the settings; empty: it is looked for. */
  readonly path: () => string;
  /** The header `authorization` that the server wants to see from devmgr. */
  readonly authorization?: (() => Promise<string | undefined>) | undefined;
  /** Where the built plugin is. */
  readonly pluginDir: string;
}

interface Kept {
  readonly address: string;
  readonly etag: string | undefined;
  readonly bytes: Uint8Array;
}

const NOT_RUNNING: RoutesProblem = { message: 'The server does not run', hint: 'Start it to see its routes' };

/** The routes of one server, from its OpenAPI document. They stay when a later look fails. */
export class RouteSource implements Disposable {
  readonly #parts: RouteSourceParts;
  readonly #state = new Store<RoutesState>({ kind: 'unknown' });
  #abort = new AbortController();
  #kept: Kept | undefined;
  #isDisposed = false;

  readonly state: ReadonlyStore<RoutesState> = this.#state;

  constructor(parts: RouteSourceParts) {
    this.#parts = parts;
  }

  /** Looks now; a look that is under way gives way to this one. Never rejects: what went wrong is in the state. */
  async refresh(): Promise<RoutesState> {
    this.#abort.abort();
    if (this.#isDisposed) return this.#state.get();
    const abort = new AbortController();
    this.#abort = abort;
    if (this.#state.get().kind !== 'known') this.#state.set({ kind: 'loading' });
    const next = await this.#look(abort.signal).catch((error: unknown) => this.#failed(failureText(error)));
    if (!abort.signal.aborted) this.#state.set(next);
    return this.#state.get();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#abort.abort();
    this.#state.dispose();
  }

  async #look(signal: AbortSignal): Promise<RoutesState> {
    const url = this.#parts.url();
    if (url === undefined || url === '') return this.#failed(NOT_RUNNING);
    const chosen = this.#parts.path();
    const known = chosen === '' && this.#kept?.address.startsWith(`${url}/`) ? this.#kept : undefined;
    const authorization = await this.#parts.authorization?.();
    const found = await findDocument({ url, chosen, known, signal, authorization });
    if (found.kind === 'problem') return this.#failed(found.problem);
    if (found.kind === 'same') return this.#unchanged();
    return this.#read(url, found.address, found.page, signal);
  }

  async #read(url: string, address: string, page: FetchedPage, signal: AbortSignal): Promise<RoutesState> {
    const isSame = this.#kept?.address === address && Buffer.compare(this.#kept.bytes, page.bytes) === 0;
    if (isSame && this.#state.get().kind === 'known') return this.#unchanged();
    const documentPath = address.startsWith(`${url}/`) ? address.slice(url.length) : new URL(address).pathname;
    const answer = await readDocument(page.bytes, documentPath, { pluginDir: this.#parts.pluginDir, signal });
    if ('problem' in answer) return this.#failed(problemOf(answer, documentPath));
    if (!signal.aborted) this.#kept = { address, etag: page.etag, bytes: page.bytes };
    return { kind: 'known', description: answer.description, documentPath };
  }

  #unchanged(): RoutesState {
    const state = this.#state.get();
    return state.kind === 'known' && state.problem !== undefined ? { ...state, problem: undefined } : state;
  }

  #failed(problem: RoutesProblem): RoutesState {
    const state = this.#state.get();
    return state.kind === 'known' ? { ...state, problem } : { kind: 'failed', problem };
  }
}

function problemOf({ problem, detail }: Extract<DescriptionAnswer, { problem: string }>, path: string): RoutesProblem {
  if (problem === 'not-json') return { message: `What is at ${path} is no JSON: ${detail}`, hint: undefined };
  const reason = detail === '' ? 'is no OpenAPI document' : `cannot be read: ${detail}`;
  return { message: `What is at ${path} ${reason}`, hint: 'Name its path with the setting openapi' };
}
