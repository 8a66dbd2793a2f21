import type { Cli } from './cli.js';
import type { Commands } from './commands.js';
import type { Disposable } from './disposable.js';
import type { Event, ReadonlyStore } from './event.js';
import type { PluginManifest } from './manifest.js';
import type { Processes } from './processes.js';
import type { Screen, Tabs } from './screen.js';
import type { Facts, Services } from './services.js';
import type { TextTools } from './text.js';

/** Writes to the log stream with the plugin's id as source. Secrets are masked by the core. */
export interface Logger {
  debug(message: string, details?: object): void;
  info(message: string, details?: object): void;
  warn(message: string, details?: object): void;
  error(message: string, error?: unknown, details?: object): void;
}

/**
 * Where the value of a setting comes from: nobody set it, the person's `~/.devmgr/config.toml`, a file of the project
 * (pyproject.toml, .devmgr.toml), or a variable of the environment.
 */
export type SettingSource = 'default' | 'user' | 'project' | 'environment';

/** The value that one place gives a setting. */
export interface SettingLayer {
  readonly value: unknown;
  readonly source: SettingSource;
  /** The file or the variable, for people. */
  readonly origin?: string | undefined;
}

/** Reads keys that the manifest declares with that type. Invalid stored values give the default and a warning. */
export interface Config {
  string(key: string): string;
  number(key: string): number;
  boolean(key: string): boolean;
  json(key: string): unknown;
  /**
   * Where the value in force comes from. A project may be somebody else's: what its files say must not decide where the
   * person's keys are sent.
   */
  source(key: string): SettingSource;
  /**
   * Every valid value that is given, lowest precedence first: the default, the person's file, the files of the project, the
   * environment. The last one is in force; a table that people and projects add to is made out of all of them.
   */
  layers(key: string): readonly SettingLayer[];
  readonly onDidChange: Event<{ affects(key: string): boolean }>;
}

/** The secrets that the core masks as `***` in log, output of processes and `text.redact`. */
export interface Secrets {
  /**
   * For a secret that the core cannot know: those of the environment and of the project's `.env` are known already. It is
   * masked from now on until devmgr ends, also inside JSON, a URL and base64. Shorter than 8 characters it is left alone.
   */
  add(value: string): void;
  /** For variables that a child gets: those that are secrets by their name or their value are masked, as those of the environment are. */
  addVariables(variables: Readonly<Record<string, string>>): void;
}

/** Small JSON values that outlive the process, per plugin and project. Check what you read: an older version may have written it. */
export interface Memento {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}

/** The only source of time for plugins, so that tests can drive it. Timers are released with the plugin. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(callback: () => void, ms: number): Disposable;
  setInterval(callback: () => void, ms: number): Disposable;
}

/**
 * Everything that a plugin may touch.
 *
 * Whatever is registered through the context is owned by it and is released when the plugin is
 * deactivated; the returned disposable is only needed to release something earlier.
 * Registration does not depend on the mode: in a headless run tabs are accepted and never shown.
 */
export interface PluginContext {
  readonly manifest: PluginManifest;
  /** The folder that holds the plugin's package.json and its assets. */
  readonly pluginDir: string;
  readonly workspace: {
    /** The project's root folder, absolute. */
    readonly root: string;
    readonly name: string;
    /**
     * What the project's `.env` says, without empty values and without expansion of `${…}`. Never part of `env`, never
     * passed on to children. While the screen is open it follows the file.
     */
    readonly dotenv: ReadonlyStore<Readonly<Record<string, string>>>;
  };
  readonly storage: {
    /** `~/.devmgr/projects/<hash>`: exists, shared by all plugins of the project. */
    readonly workspaceDir: string;
    /** `~/.devmgr`: exists. */
    readonly globalDir: string;
    readonly state: Memento;
  };
  /** The environment as devmgr got it; empty values are left out. */
  readonly env: Readonly<Record<string, string>>;
  /** Aborted when deactivation begins. */
  readonly signal: AbortSignal;
  readonly subscriptions: { add<T extends Disposable>(item: T): T };

  readonly log: Logger;
  readonly clock: Clock;
  readonly config: Config;
  readonly text: TextTools;
  readonly secrets: Secrets;
  readonly commands: Commands;
  readonly cli: Cli;
  readonly screen: Screen;
  readonly tabs: Tabs;
  readonly services: Services;
  readonly events: Facts;
  readonly processes: Processes;
}
