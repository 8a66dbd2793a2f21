import { relative } from 'node:path';
import type { Logger } from 'devmgr/plugin-api';
import { reloadedDefinition, settingsChange, type RunSettings } from '../definition/settings-change.js';
import type { ServerDefinition } from '../definition/server-definition.js';
import { watchFiles } from '../reload/watch-files.js';
import type { ServerSettings } from '../server-settings.js';
import type { LiveRun } from './live-run.js';
import type { RunRenewal } from './server-run.js';
import { withArguments } from './with-arguments.js';

export interface SettingsFollowerOptions {
  /** The project. */
  readonly root: string;
  readonly log: Logger;
  readonly settings: () => ServerSettings;
  /** Rejects when a file of variables cannot be read. */
  readonly environment: (definition: ServerDefinition) => Promise<Record<string, string>>;
  /** As the settings have it now. */
  readonly definition: (name: string) => ServerDefinition | undefined;
  /** Whether the settings say something that only a restart applies. */
  readonly onPending: (live: LiveRun, isPending: boolean) => void;
}

/** Takes other settings to servers that run: at once where that can be, with a reload, or it is said that a restart does. */
export class SettingsFollower {
  readonly #options: SettingsFollowerOptions;

  constructor(options: SettingsFollowerOptions) {
    this.#options = options;
  }

  /** From now on its files of variables count as its code does. */
  begin(live: LiveRun): void {
    const { root, log } = this.#options;
    const { name, envFiles } = live.definition;
    if (envFiles.length === 0) return live.watchFiles(undefined);
    const files = envFiles.map((file) => file.replace(/\?$/, ''));
    const onError = (error: Error) => log.warn(`${name}: its env-file is not watched: ${error.message}`);
    const onChange = (file: string) => void this.follow(live, shownPath(file, root));
    live.watchFiles(watchFiles(files, { onChange, onError }));
  }

  /** Settings may have changed. `file`: what a reload is said to come from. */
  async follow(live: LiveRun, file: string = settingsFile(live.definition)): Promise<void> {
    const now = await this.#now(live);
    if (!now || live.isOver) return;
    const change = settingsChange(live.using, now);
    const { health, restart, dependsOn, autostart, autostartSource } = now.definition;
    const definition = { ...live.definition, health, restart, dependsOn, autostart, autostartSource };
    live.use({ ...live.using, definition });
    const isReloaded = change === 'reload' && live.run?.reload(file) === true;
    this.#options.onPending(live, change !== 'none' && !isReloaded);
  }

  /** What the next process of a reload is made of. */
  async renew(live: LiveRun): Promise<RunRenewal | undefined> {
    const now = await this.#now(live);
    if (!now || live.isOver) return undefined;
    const { envFiles } = live.definition;
    const definition = reloadedDefinition(live.definition, now.definition);
    const { uvicornArgs, stopTimeoutMs } = this.#options.settings();
    live.use({ definition, env: now.env, settings: { ...live.using.settings, uvicornArgs } });
    if (envFiles.join('\n') !== definition.envFiles.join('\n')) this.begin(live);
    this.#options.onPending(live, settingsChange(live.using, now) !== 'none');
    return {
      definition: withArguments(definition, uvicornArgs),
      env: now.env,
      stopTimeoutMs: definition.stop.timeoutMs ?? stopTimeoutMs,
    };
  }

  /** What a start would use now; `undefined`: no settings say anything of this one. */
  async #now(live: LiveRun): Promise<RunSettings | undefined> {
    const { log, settings, environment } = this.#options;
    const definition = this.#options.definition(live.definition.name);
    if (!definition || live.definition.source === '--app') return undefined;
    const env = await environment(definition).catch((error: unknown) => {
      log.warn(`${definition.name} keeps its variables: ${error instanceof Error ? error.message : String(error)}`);
      return live.using.env;
    });
    return { definition, env, settings: settings() };
  }
}

function settingsFile({ source }: ServerDefinition): string {
  return source.endsWith('.toml') ? source : 'the settings';
}

function shownPath(file: string, root: string): string {
  const path = relative(root, file);
  return path.startsWith('..') ? file : path;
}
