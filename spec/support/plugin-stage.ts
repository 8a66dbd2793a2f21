import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Plugin, PluginContext, PluginManifest } from 'devmgr/plugin-api';
import { createTestContext, type TestContextOptions } from 'devmgr/plugin-api/testing';
import { CommandRegistry } from '../../core/commands/command-registry.js';
import { createUi } from '../../core/screen/create-ui.js';
import { openTerminal } from '../../core/screen/terminal.js';
import { textTools } from '../../core/screen/text/text-tools.js';
import { findKind } from '../../core/widgets/kinds.js';
import { InProcessApp } from './in-process-app.js';
import type { TermAppOptions } from './term-app.js';

/** What the plugin stands on, made for one test. */
export interface StageGround {
  readonly plugin: Plugin;
  readonly manifest: PluginManifest;
  /** Of the test context, but for the manifest. */
  readonly context?: (dir: string) => Partial<TestContextOptions>;
  readonly redact?: (text: string) => string;
  /** Before the plugin is activated. */
  readonly prepare?: (context: PluginContext) => void;
  /** After everything else was closed. */
  readonly stop?: () => Promise<void>;
}

/** The real tab of a plugin on the real screen. */
export interface PluginStage {
  readonly app: InProcessApp;
  readonly context: PluginContext;
  /** What was copied. */
  readonly copied: readonly string[];
  /** Reasons why commands did not run. */
  readonly told: readonly string[];
  /** Everything that went wrong. */
  readonly errors: readonly string[];
  /** Clicks the middle of a text on the screen. */
  click(text: string): void;
}

/** The machine's own time. */
export const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval: (callback, ms) => {
    const timer = setInterval(callback, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

/** Opens the tab of a plugin, runs the test, closes everything. Anything that went wrong fails it. */
export async function onPluginStage(
  options: TermAppOptions,
  lay: (dir: string) => Promise<StageGround> | StageGround,
  test: (stage: PluginStage) => Promise<void>,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-stage-'));
  const made: { stage?: Omit<PluginStage, 'app' | 'click'> } = {};
  const app = await InProcessApp.start(async (tty) => {
    const { stage, stop } = await open(tty, dir, await lay(dir));
    made.stage = stage;
    return stop;
  }, options);
  try {
    if (made.stage) await test({ ...made.stage, app, click: (text) => clickText(app, text) });
  } finally {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  }
  if (made.stage && made.stage.errors.length > 0) throw new Error(made.stage.errors.join('\n'));
}

function clickText(app: InProcessApp, text: string): void {
  const at = app.find(text);
  if (!at) throw new Error(`"${text}" is not on the screen\n${app.text()}`);
  app.click(at.x + Math.floor(text.length / 2), at.y);
}

async function open(tty: Pick<InProcessApp, 'input' | 'output'>, dir: string, ground: StageGround) {
  const { manifest } = ground;
  const stage = { copied: [] as string[], errors: [] as string[], told: [] as string[] };
  const report = (where: string, error: unknown) => void stage.errors.push(`${where}: ${String(error)}`);
  const terminal = await openTerminal({ ...tty, env: { TERM: 'xterm-256color' }, ownsProcess: false });
  const catalog = new CommandRegistry({
    activate: () => Promise.resolve(),
    report: (command, problem) =>
      'reason' in problem ? stage.told.push(`${command.id}: ${problem.reason}`) : report(command.id, problem.error),
  });
  catalog.declare(manifest);
  const ui = createUi({
    terminal,
    catalog,
    findKind,
    clock: realClock,
    tabs: manifest.tab ? [{ ...manifest.tab, icon: manifest.tab.icon, hotkey: manifest.tab.hotkey }] : [],
    initialTab: manifest.tab?.id ?? '',
    project: { name: 'orders-api', branch: 'main' },
    showNow: () => undefined,
    onError: report,
    confirmQuit: () => Promise.resolve(true),
  });
  const fake = createTestContext({ manifest, root: dir, storageDir: dir, clock: realClock, ...ground.context?.(dir) });
  const context: PluginContext = {
    ...fake.context,
    text: textTools(ground.redact ?? ((text) => text)),
    screen: { ...ui.screen, copy: (text) => void stage.copied.push(text) },
    commands: {
      ...fake.context.commands,
      setContext: (key, value) => catalog.setContext(key, value),
      slashCommands: () => catalog.slashCommands(),
      execute: (id, { argument } = {}) => catalog.execute(id, 'api', argument),
      register: (id, handler) => catalog.register(manifest.id, id, handler, fake.context.signal),
    },
    tabs: { register: (id, create) => (ui.tabs.mount(id, create), { dispose: () => ui.tabs.unmount(id) }) },
  };
  ground.prepare?.(context);
  await ground.plugin.activate(context);
  terminal.paintNow();
  const stop = async () => {
    await fake.dispose();
    await ui.dispose();
    terminal.dispose();
    await ground.stop?.();
  };
  return { stage: { ...stage, context }, stop };
}
