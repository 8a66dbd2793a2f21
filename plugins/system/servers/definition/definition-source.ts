import type { PluginContext } from 'devmgr/plugin-api';
import type { GatewayPresence } from '../../gateway/gateway-presence.js';
import type { ServerDiscovery } from '../server-host.js';
import { readServerSettings } from '../server-settings.js';
import { discoverServers } from './discover-servers.js';
import { tellProblems } from './tell-problems.js';

/** Settings that say which servers there are and with what they run; the others are read when they are needed. */
const OF_DEFINITIONS = ['servers', 'app', 'host', 'port', 'python', 'uvicorn-args', 'reload-mode', 'gateway'];

/** Where the manager of a plugin learns which servers there are, with the settings as they are when it asks. */
export class DefinitionSource {
  readonly #context: PluginContext;
  readonly #gateway: GatewayPresence | undefined;
  readonly #tell: ReturnType<typeof tellProblems>;
  #last: Promise<unknown> = Promise.resolve();

  /** `gateway`: whether it is one of the servers; without it it is none. */
  constructor(context: PluginContext, gateway?: GatewayPresence) {
    this.#context = context;
    this.#gateway = gateway;
    this.#tell = tellProblems(context);
  }

  /** Tells the person what is wrong with them. Who asks later never hears of an earlier state after that. */
  discover(): Promise<ServerDiscovery> {
    const found = this.#last.then(() => this.#look());
    this.#last = found.catch(() => undefined);
    return found;
  }

  async #look(): Promise<ServerDiscovery> {
    const { config, env, workspace, secrets } = this.#context;
    const { app, host, reloadMode } = readServerSettings(config);
    const { root } = workspace;
    const layers = config.layers('servers');
    const found = await discoverServers({ root, env, layers, chosen: app, host, reloadMode });
    for (const { env: variables, health } of found.servers) {
      secrets.addVariables(variables);
      if (health.probe.kind === 'http') for (const secret of secretHeaders(health.probe.headers)) secrets.add(secret);
    }
    this.#tell(found.problems);
    return this.#gateway?.isWanted() ? await this.#withGateway(found) : found;
  }

  async #withGateway(found: ServerDiscovery): Promise<ServerDiscovery> {
    const { gatewayServer } = await import('../../gateway/gateway-server.js');
    const server = gatewayServer(this.#context, found.servers);
    return server ? { ...found, servers: [...found.servers, server] } : found;
  }

  /** Runs `changed` when there may be other servers; until the plugin ends. */
  onDidChange(changed: () => void): void {
    this.#context.config.onDidChange(({ affects }) => {
      if (OF_DEFINITIONS.some((key) => affects(key))) changed();
    });
    if (this.#gateway) this.#context.subscriptions.add(this.#gateway.onDidChange(changed));
  }
}

const SECRET_HEADER = /authorization|cookie|key|token|secret/i;

/** Without the scheme in front: `Bearer` is no secret. */
function secretHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    SECRET_HEADER.test(name) ? [value.replace(/^[A-Za-z]+ +/, '')] : [],
  );
}
