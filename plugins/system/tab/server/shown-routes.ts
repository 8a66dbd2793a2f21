import type { Disposable } from 'devmgr/plugin-api';
import type { ApiParts } from '../../api-parts.js';
import type { RouteSource } from '../../servers/openapi/route-source.js';
import type { RoutesState } from '../../servers/openapi/routes-state.js';

/** The routes of the server that is looked at. Each server is asked once by itself, and again by `look`. */
export class ShownRoutes implements Disposable {
  readonly #load: () => Promise<Pick<ApiParts, 'routes'>>;
  readonly #changed: () => void;
  #api: Pick<ApiParts, 'routes'> | undefined;
  #wanted: string | undefined;
  #source: RouteSource | undefined;
  #watch: Disposable | undefined;

  /** `load` is called when a server is first looked at, `changed` whenever `state` is another. */
  constructor(load: () => Promise<Pick<ApiParts, 'routes'>>, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
  }

  get state(): RoutesState {
    return this.#source?.state.get() ?? { kind: 'unknown' };
  }

  turnTo(server: string | undefined): void {
    this.#wanted = server;
    if (this.#api) return this.#follow(this.#api);
    void this.#load().then((api) => {
      this.#api = api;
      this.#follow(api);
    });
  }

  look(): void {
    void this.#source?.refresh();
  }

  dispose(): void {
    void this.#watch?.dispose();
  }

  #follow(api: Pick<ApiParts, 'routes'>): void {
    const source = this.#wanted === undefined ? undefined : api.routes(this.#wanted);
    if (source !== this.#source) {
      void this.#watch?.dispose();
      this.#source = source;
      this.#watch = source?.state.onDidChange(this.#changed);
      this.#changed();
    }
    if (source?.state.get().kind === 'unknown') void source.refresh();
  }
}
