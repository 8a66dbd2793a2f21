import { Emitter, type Disposable } from 'devmgr/plugin-api';
import { RateSlices } from './rate-slices.js';
import { figuresByRoute, requestFigures } from './request-figures.js';
import type { RequestLog, RequestSummary } from './request-log.js';
import type { ServerRequest } from './server-request.js';

const KEPT_REQUESTS = 1_000;
const SLICE_MS = 30_000;
const SLICES = 60;
const SECOND_MS = 1_000;

type Figures = Pick<RequestSummary, 'total' | 'routes'>;

/** The last thousand requests of one server, over all of its starts. Figures are over those; rates are over all that came. */
export class RequestBook implements RequestLog, Disposable {
  readonly #changes = new Emitter<void>();
  readonly #slices = new RateSlices(SLICE_MS, SLICES);
  readonly #seconds = new RateSlices(SECOND_MS, 60);
  #requests: ServerRequest[] = [];
  #end = 0;
  #figures: Figures | undefined;
  #summary: { readonly second: number; readonly summary: RequestSummary } | undefined;
  #isTelling = false;

  /** Once for all requests that come in one turn. */
  readonly onDidChange = this.#changes.event;

  get first(): number {
    return Math.max(0, this.#end - KEPT_REQUESTS);
  }

  get end(): number {
    return this.#end;
  }

  requests(first: number, count: number): readonly ServerRequest[] {
    const held = this.#end - this.#requests.length;
    const from = Math.max(first, this.first);
    const to = Math.min(first + count, this.#end);
    return from >= to ? [] : this.#requests.slice(from - held, to - held);
  }

  add(request: ServerRequest): void {
    this.#requests.push(request);
    this.#end += 1;
    // Cut in one go now and then: to move all for each new one would cost more than to keep them.
    if (this.#requests.length > 2 * KEPT_REQUESTS) this.#requests = this.#requests.slice(-KEPT_REQUESTS);
    this.#slices.add(request.at);
    this.#seconds.add(request.at);
    this.#figures = undefined;
    this.#summary = undefined;
    this.#tell();
  }

  summary(now: number): RequestSummary {
    const second = Math.floor(now / SECOND_MS);
    if (this.#summary?.second === second) return this.#summary.summary;
    const kept = this.requests(this.first, KEPT_REQUESTS);
    this.#figures ??= { total: requestFigures('', kept), routes: figuresByRoute(kept) };
    const perMinute = this.#seconds.counts(now).reduce((sum, count) => sum + count, 0);
    const summary = { ...this.#figures, rate: this.#slices.counts(now), sliceMs: SLICE_MS, perMinute };
    this.#summary = { second, summary };
    return summary;
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#changes.fire();
    });
  }
}
