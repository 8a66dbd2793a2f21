import { DevmgrError, Emitter, ExitCode, Store } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { PublishedServers } from '../servers/remote/published-servers.js';
import type { ServerChange, ServerDiscovery } from '../servers/server-host.js';
import { GATEWAY_TARGET } from './gateway-name.js';

export interface GatewayInTerminalOptions {
  /** Among the servers of the project. */
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** How long `/health` took to answer. */
  readonly latencyMs: number;
  /** Asks it to end. */
  readonly stop: () => void;
}

const NOTHING: ServerDiscovery = { servers: [], tried: [], problems: [] };

/** A gateway that `devmgr gateway` runs, as other devmgrs of the project see it: one server, which they may stop. */
export class GatewayInTerminal implements PublishedServers {
  readonly #options: GatewayInTerminalOptions;
  readonly #changes = new Emitter<ServerChange>();
  #settle: () => void = () => undefined;
  readonly #stopped = new Promise<void>((resolve) => (this.#settle = resolve));

  readonly all: Store<readonly ServerState[]>;
  readonly onDidChange = this.#changes.event;

  constructor(options: GatewayInTerminalOptions) {
    this.#options = options;
    this.all = new Store<readonly ServerState[]>([this.#stoppedState()]);
  }

  /** It listens. */
  began(): void {
    const { name: _name, stop: _stop, latencyMs, pid, url, startedAt } = this.#options;
    const metrics = { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] };
    const health = { kind: 'healthy', latencyMs, path: '/health' } as const;
    this.#become({ ...this.#stoppedState(), status: 'running', pid, url, startedAt, health, metrics });
  }

  /** It takes no more calls: whoever wanted it stopped is told so. */
  ended(): void {
    this.#become(this.#stoppedState());
    this.#settle();
  }

  discover(): Promise<ServerDiscovery> {
    return Promise.resolve(NOTHING);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  startAll(): Promise<void> {
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#options.stop();
    await this.#stopped;
  }

  stopAll(): Promise<void> {
    return this.stop();
  }

  restart(): Promise<void> {
    const { name, pid } = this.#options;
    return Promise.reject(
      new DevmgrError({
        code: 'PLUGIN_SYSTEM_GATEWAY_RUNS',
        message: `The gateway runs in a terminal (devmgr gateway, pid ${pid}): it is started again only there`,
        hint: `Stop it, and start it as a server: devmgr server stop ${name}; devmgr server start ${name}`,
        exitCode: ExitCode.unavailable,
      }),
    );
  }

  reload(): boolean {
    return false;
  }

  isRestarting(): boolean {
    return false;
  }

  facts(): undefined {
    return undefined;
  }

  output(): undefined {
    return undefined;
  }

  requests(): undefined {
    return undefined;
  }

  #become(after: ServerState): void {
    const [before = this.#stoppedState()] = this.all.get();
    this.all.set([after]);
    this.#changes.fire({ before, after });
  }

  #stoppedState() {
    return {
      name: this.#options.name,
      kind: 'command',
      target: GATEWAY_TARGET,
      restarts: 0,
      status: 'stopped',
    } as const;
  }
}
