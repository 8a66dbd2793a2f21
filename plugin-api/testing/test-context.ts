import {
  DisposableStore,
  Emitter,
  Store,
  toDisposable,
  type CliHandler,
  type CommandHandler,
  type Disposable,
  type Plugin,
  type PluginContext,
  type PluginManifest,
  type Processes,
  type ReadonlyStore,
  type Screen,
  type SettingLayer,
  type SettingSource,
  type SlashCommand,
  type Tab,
} from '../index.js';
import { FakeClock } from './fake-clock.js';
import { testConfig } from './test-config.js';
import { invoke, type TestInvocation, type TestInvocationResult } from './test-invocation.js';
import { noProcesses, plainText, silentScreen } from './test-parts.js';

export interface TestContextOptions {
  readonly manifest: PluginManifest;
  /** The project's folder. */
  readonly root: string;
  /** For `storage`; must exist. */
  readonly storageDir: string;
  readonly pluginDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Values over the defaults of the manifest. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where the values of `settings` come from. Default: from the user. */
  readonly settingSources?: Readonly<Record<string, SettingSource>>;
  /** What files say under the values of `settings`, lowest first, for `config.layers`. */
  readonly lowerSettings?: Readonly<Record<string, readonly SettingLayer[]>>;
  /** For `workspace.dotenv`; a store to change it. Default: empty. */
  readonly dotenv?: Variables | ReadonlyStore<Variables>;
  /** Default: every spawn throws. */
  readonly processes?: Processes;
  readonly screen?: Partial<Screen>;
  /** Default: a clock that stands still. */
  readonly clock?: PluginContext['clock'];
}

type Variables = Readonly<Record<string, string>>;

type Notification = Parameters<Screen['notify']>[0];

/** A context for tests of plugins, and what the plugin did with it. */
export interface TestContext {
  readonly context: PluginContext;
  readonly notifications: readonly Notification[];
  readonly logged: readonly { readonly level: string; readonly message: string }[];
  /** What the plugin wants masked; `text.redact` does it. */
  readonly secrets: readonly string[];
  readonly tabs: ReadonlyMap<string, (tab: Tab) => void | Promise<void>>;
  readonly handlers: ReadonlyMap<string, CommandHandler>;
  activate(plugin: Plugin): Promise<void>;
  /** Runs a registered command unless it is disabled; gives the reason then. */
  runCommand(id: string): Promise<string | undefined>;
  runWord(name: string, invocation?: TestInvocation): Promise<TestInvocationResult>;
  /** As deactivation does: aborts the signal and releases in reverse order. */
  dispose(): Promise<void>;
}

/** Makes a context that needs no devmgr: services, events, commands and words work, the screen is silent. */
export function createTestContext(options: TestContextOptions): TestContext {
  const store = new DisposableStore();
  const abort = new AbortController();
  const record = makeRecord();
  const context = makeContext(options, store, abort, record);
  return {
    context,
    ...record,
    activate: async (plugin) => plugin.activate(context),
    async runCommand(id) {
      const handler = record.handlers.get(id);
      if (!handler) throw new Error(`No handler for ${id}`);
      const reason = handler.disabledReason?.();
      if (reason === undefined) await handler.run({ source: 'api', signal: abort.signal });
      return reason;
    },
    runWord(name, invocation) {
      const handler = record.words.get(name);
      return handler ? invoke(handler, invocation) : Promise.reject(new Error(`No handler for the word ${name}`));
    },
    async dispose() {
      abort.abort();
      await store.dispose();
    },
  };
}

function makeRecord() {
  return {
    notifications: [] as Notification[],
    logged: [] as { level: string; message: string }[],
    secrets: [] as string[],
    tabs: new Map<string, (tab: Tab) => void | Promise<void>>(),
    handlers: new Map<string, CommandHandler>(),
    words: new Map<string, CliHandler>(),
  };
}

function makeContext(
  options: TestContextOptions,
  store: DisposableStore,
  abort: AbortController,
  record: ReturnType<typeof makeRecord>,
): PluginContext {
  const values = new Store<Readonly<Record<string, string | number | boolean | undefined>>>({});
  const log = (level: string) => (message: string) => void record.logged.push({ level, message });
  const register = <T>(map: Map<string, T>, id: string, value: T) => {
    map.set(id, value);
    return store.add(toDisposable(() => void map.delete(id)));
  };
  const redact = (text: string) => record.secrets.reduce((rest, value) => rest.replaceAll(value, '***'), text);
  return {
    manifest: options.manifest,
    pluginDir: options.pluginDir ?? options.root,
    workspace: { root: options.root, name: 'test', dotenv: dotenvOf(options) },
    storage: { workspaceDir: options.storageDir, globalDir: options.storageDir, state: memory() },
    env: options.env ?? {},
    signal: abort.signal,
    subscriptions: { add: (item) => store.add(item) },
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    clock: options.clock ?? new FakeClock(),
    config: testConfig(options.manifest, options.settings ?? {}, options.settingSources, options.lowerSettings),
    text: {
      ...plainText,
      redact,
      redactLong: (text) => Promise.resolve(redact(text)),
    },
    secrets: secretsIn(record.secrets),
    commands: {
      register: (id, handler) =>
        register(record.handlers, id, typeof handler === 'function' ? { run: handler } : handler),
      execute: async (id, { argument } = {}) =>
        record.handlers.get(id)?.run({ source: 'api', signal: abort.signal, argument }),
      slashCommands: () => slashCommandsOf(options.manifest),
      setContext: (key, value) => values.set({ ...values.get(), [key]: value }),
      context: values,
    },
    cli: { register: (name, handler) => register(record.words, name, handler) },
    screen: { ...silentScreen((notification) => void record.notifications.push(notification)), ...options.screen },
    tabs: { register: (id, create) => register(record.tabs, id, create) },
    services: localServices((item) => store.add(item)),
    events: localFacts(),
    processes: options.processes ?? noProcesses,
  };
}

function secretsIn(known: string[]): PluginContext['secrets'] {
  return {
    add: (value) => void known.push(value),
    // Which of them are secrets only the real one knows.
    addVariables: (variables) => void known.push(...Object.values(variables).filter((value) => value.length >= 8)),
  };
}

function slashCommandsOf({ commands = [] }: PluginManifest): readonly SlashCommand[] {
  return commands.flatMap(({ id, title, slash }) =>
    slash ? [{ name: slash.name, argument: slash.argument, title, commandId: id }] : [],
  );
}

function dotenvOf({ dotenv = {} }: TestContextOptions): ReadonlyStore<Variables> {
  return isStore(dotenv) ? dotenv : new Store(dotenv);
}

/** A variable may be called `get`, but it is a text. */
function isStore(dotenv: Variables | ReadonlyStore<Variables>): dotenv is ReadonlyStore<Variables> {
  return typeof dotenv.get === 'function';
}

function memory(): PluginContext['storage']['state'] {
  const values = new Map<string, unknown>();
  return { get: (key) => values.get(key), set: async (key, value) => void values.set(key, value) };
}

function localServices(own: <T extends Disposable>(item: T) => T): PluginContext['services'] {
  const provided = new Map<string, unknown>();
  return {
    provide: (key, service) => (provided.set(key.id, service), own(toDisposable(() => void provided.delete(key.id)))),
    require: async <T>(key: { readonly id: string }) => {
      if (!provided.has(key.id)) throw new Error(`No service ${key.id} in this test`);
      return provided.get(key.id) as T;
    },
    find: <T>(key: { readonly id: string }) => provided.get(key.id) as T | undefined,
  };
}

function localFacts(): PluginContext['events'] {
  const emitters = new Map<string, Emitter<unknown>>();
  const emitter = (id: string) => {
    const known = emitters.get(id) ?? new Emitter<unknown>();
    emitters.set(id, known);
    return known;
  };
  return {
    publish: (key, fact) => emitter(key.id).fire(fact),
    on: (key) => (listener) => emitter(key.id).event(listener as (fact: unknown) => void),
  };
}
