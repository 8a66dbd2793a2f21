import { Emitter, Store, type Disposable, type LineBuffer } from 'devmgr/plugin-api';
import type { ServerStartOptions, ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from './definition/server-definition.js';
import type { RequestLog } from './requests/request-log.js';
import type { RunFacts } from './run/server-run.js';
import type { ServerChange, ServerDiscovery, ServerHost } from './server-host.js';
import type { ServerPlace } from './server-place.js';

/**
 * The servers of the project for those who are there before what runs them is loaded: until somebody looks for servers or wants something of
 * one, there are none.
 */
export class LateServers implements ServerHost, Disposable {
  readonly #load: () => Promise<ServerHost>;
  readonly #all = new Store<readonly ServerState[]>([]);
  readonly #changes = new Emitter<ServerChange>();
  readonly #watches: Disposable[] = [];
  #host: ServerHost | undefined;

  readonly all = this.#all;
  readonly onDidChange = this.#changes.event;

  /** `load`: gives the same host each time. */
  constructor(load: () => Promise<ServerHost>) {
    this.#load = load;
  }

  async discover(): Promise<ServerDiscovery> {
    return (await this.#loaded()).discover();
  }

  get isDiscovered(): boolean {
    return this.#host?.isDiscovered ?? false;
  }

  get tried(): readonly string[] {
    return this.#host?.tried ?? [];
  }

  async resolve(name: string | undefined, app?: string): Promise<string> {
    return (await this.#loaded()).resolve(name, app);
  }

  definition(name: string): ServerDefinition | undefined {
    return this.#host?.definition(name);
  }

  facts(name: string): RunFacts | undefined {
    return this.#host?.facts(name);
  }

  output(name: string): LineBuffer | undefined {
    return this.#host?.output(name);
  }

  requests(name: string): RequestLog | undefined {
    return this.#host?.requests(name);
  }

  failure(name: string): Error | undefined {
    return this.#host?.failure(name);
  }

  plannedPlace(name: string): ServerPlace {
    if (!this.#host) throw new TypeError(`No server is called ${name} before servers were looked for`);
    return this.#host.plannedPlace(name);
  }

  isRestarting(name: string): boolean {
    return this.#host?.isRestarting(name) ?? false;
  }

  async start(name: string, options?: ServerStartOptions): Promise<void> {
    return (await this.#loaded()).start(name, options);
  }

  async stop(name: string): Promise<void> {
    return (await this.#loaded()).stop(name);
  }

  async restart(name: string, options?: ServerStartOptions): Promise<void> {
    return (await this.#loaded()).restart(name, options);
  }

  reload(name: string): boolean {
    return this.#host?.reload(name) ?? false;
  }

  async startAll(names: readonly string[], options?: (name: string) => ServerStartOptions): Promise<void> {
    return (await this.#loaded()).startAll(names, options);
  }

  async stopAll(names: readonly string[]): Promise<void> {
    return (await this.#loaded()).stopAll(names);
  }

  dispose(): void {
    for (const watch of this.#watches) void watch.dispose();
    this.#changes.dispose();
    this.#all.dispose();
  }

  async #loaded(): Promise<ServerHost> {
    const host = this.#host ?? (await this.#load());
    if (this.#host !== host) this.#follow(host);
    return host;
  }

  #follow(host: ServerHost): void {
    this.#host = host;
    this.#watches.push(
      host.all.onDidChange((all) => this.#all.set(all)),
      host.onDidChange((change) => this.#changes.fire(change)),
    );
    this.#all.set(host.all.get());
  }
}
