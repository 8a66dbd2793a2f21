import type { SettingSource } from 'devmgr/plugin-api';
import { SETTING_APP } from './define-servers.js';
import { mayAutostart, startDigest } from './definition/autostart-consent.js';
import type { StartSettings } from './definition/autostart-text.js';
import type { ServerDefinition } from './definition/server-definition.js';
import { readServerSettings } from './server-settings.js';
import type { AutostartParts } from './start-automatically.js';

/**
 * What may start with the screen: a project is somebody else's, and whoever opens a clone has not read its files. What they have a say in is
 * started after the person has seen it and agreed; what was found in the project, or the person's own settings name, by the person's own word.
 */
export class AutostartAgreement {
  readonly #parts: AutostartParts;
  readonly #servers: readonly ServerDefinition[];
  /** As they were when the servers were read: what changes while the question is open was not on the screen. */
  readonly #settings: StartSettings;

  /** `servers`: all of the project. */
  constructor(parts: AutostartParts, servers: readonly ServerDefinition[]) {
    this.#parts = parts;
    this.#servers = servers;
    this.#settings = startSettings(parts);
  }

  /** Whether the person is to be asked before it is started, and with it all that it depends on. */
  isNeededFor(server: ServerDefinition): boolean {
    const { autostart, agreed } = this.#parts.preferences.get(server.name);
    if (autostart === true && agreed === this.digest([server])) return false;
    return (
      this.#autostartSource(server) === 'project' || this.#withNeeds([server]).some((each) => this.#isOfProject(each))
    );
  }

  /** Resolves to whether the person agrees, or has agreed. */
  ask(some: readonly ServerDefinition[]): Promise<boolean> {
    const { storage, screen, text } = this.#parts.context;
    const settings = this.#settings;
    return mayAutostart(this.#withNeeds(some), { state: storage.state, screen, text, settings });
  }

  /** A checkout may have come while the question was open: false, and said, when what would be started is not what was shown. */
  async stillHolds(some: readonly ServerDefinition[]): Promise<boolean> {
    const { servers } = await this.#parts.manager.discover();
    const names = new Set(some.map(({ name }) => name));
    const now = servers.filter(({ name }) => names.has(name));
    if (new AutostartAgreement(this.#parts, servers).digest(now) === this.digest(some)) return true;
    const message = 'The settings of the servers have changed meanwhile: they were not started';
    this.#parts.context.screen.notify({ severity: 'warning', message, hint: 'Look at them, then start them with s.' });
    return false;
  }

  /** The same for the same servers with all that they need, and for no others. */
  digest(some: readonly ServerDefinition[]): string {
    return startDigest(this.#withNeeds(some), this.#settings);
  }

  /** Whose word it is that a server starts with the screen. */
  #autostartSource(server: ServerDefinition): SettingSource {
    const { context, preferences } = this.#parts;
    if (preferences.get(server.name).autostart !== undefined) return 'user';
    return server.autostart === undefined ? context.config.source('autostart') : (server.autostartSource ?? 'project');
  }

  #isOfProject(server: ServerDefinition): boolean {
    const { config } = this.#parts.context;
    return server.ofProject === true || followedSettings(server).some((key) => config.source(key) === 'project');
  }

  /** Also those that they depend on: these are started with them. */
  #withNeeds(some: readonly ServerDefinition[]): ServerDefinition[] {
    const found = new Set(some);
    for (const { dependsOn } of found) {
      for (const server of this.#servers) if (dependsOn.some(({ name }) => name === server.name)) found.add(server);
    }
    return [...found];
  }
}

/** Remembers whether a server starts with the screen, and what it was then: it is asked for again when it has become another. */
export async function chooseAutostart(parts: AutostartParts, name: string, autostart: boolean): Promise<void> {
  const { servers } = await parts.manager.discover();
  const server = servers.find((each) => each.name === name);
  const agreed = autostart && server ? new AutostartAgreement(parts, servers).digest([server]) : undefined;
  await parts.preferences.change(name, { autostart, agreed });
}

/** Settings that decide what a server runs, or who is asked for its health: a host or a path may lead to anybody. */
function followedSettings({ runs, host, health, source }: ServerDefinition): string[] {
  return [
    ...(runs.kind === 'app' ? ['python', 'uvicorn-args'] : []),
    ...(runs.kind !== 'url' && host === undefined ? ['host'] : []),
    ...(health.probe.kind === 'auto' ? ['health-path'] : []),
    ...(source === SETTING_APP ? ['app'] : []),
  ];
}

function startSettings({ context }: AutostartParts): StartSettings {
  const { host, port, python, uvicornArgs, reload, healthPath } = readServerSettings(context.config);
  return { host, port, python, uvicornArgs, reload, healthPath };
}
