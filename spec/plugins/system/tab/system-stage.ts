import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginContext, PluginManifest } from 'devmgr/plugin-api';
import { Ai, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { CommandRegistry } from '../../../../core/commands/command-registry.js';
import { createProcesses } from '../../../../core/processes/create-processes.js';
import { createUi } from '../../../../core/screen/create-ui.js';
import { openTerminal } from '../../../../core/screen/terminal.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import plugin from '../../../../plugins/system/index.js';
import { InProcessApp } from '../../../support/in-process-app.js';
import type { TermAppOptions } from '../../../support/term-app.js';
import { GOOD_APP, systemClock } from '../support/server-project.js';

const manifestFile = new URL('../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

/** Nobody listens at the port of `discard`: no spec may find a server that runs on this machine. */
const NOWHERE = 'http://127.0.0.1:9/v1';
const nobody = Object.fromEntries(
  ['ollama', 'llama-server', 'lm-studio', 'vllm'].map((id) => [id, { 'base-url': NOWHERE }]),
);

export interface SystemStageOptions extends TermAppOptions {
  readonly providers?: readonly AiProvider[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** The real tab on the real screen. */
export interface SystemStage {
  readonly app: InProcessApp;
  readonly ai: Ai;
  /** What was copied. */
  readonly copied: readonly string[];
  /** Reasons why commands did not run, and everything that went wrong. */
  readonly told: readonly string[];
  readonly errors: readonly string[];
  /** Clicks the middle of a text on the screen. */
  click(text: string): void;
  /** What outlives the process. */
  remembered(key: string): unknown;
}

/** Opens the System tab, runs the test, closes everything. Anything that went wrong fails it. */
export async function onSystemStage(
  options: SystemStageOptions,
  test: (stage: SystemStage) => Promise<void>,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-system-tab-'));
  await mkdir(join(dir, 'project'));
  await writeFile(join(dir, 'project', 'main.py'), GOOD_APP);
  const made: { stage?: Omit<SystemStage, 'app' | 'click'> } = {};
  const app = await InProcessApp.start(async (tty) => {
    const { stage, stop } = await open(tty, dir, options);
    made.stage = stage;
    return stop;
  }, options);
  const click = (text: string) => {
    const at = app.find(text);
    if (!at) throw new Error(`"${text}" is not on the screen\n${app.text()}`);
    app.click(at.x + Math.floor(text.length / 2), at.y);
  };
  try {
    if (made.stage) await test({ ...made.stage, app, click });
  } finally {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  }
  if (made.stage && made.stage.errors.length > 0) throw new Error(made.stage.errors.join('\n'));
}

async function open(tty: Pick<InProcessApp, 'input' | 'output'>, dir: string, options: SystemStageOptions) {
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
    clock: systemClock,
    tabs: manifest.tab ? [{ ...manifest.tab, icon: manifest.tab.icon, hotkey: manifest.tab.hotkey }] : [],
    initialTab: 'system',
    project: { name: 'orders-api', branch: 'main' },
    showNow: () => undefined,
    onError: report,
    confirmQuit: () => Promise.resolve(true),
  });
  const processes = createProcesses({
    env: {},
    runDir: join(dir, 'run'),
    onLine: () => undefined,
    now: () => Date.now(),
    report: (error) => report('processes', error),
  });
  const fake = createTestContext({
    manifest,
    root: join(dir, 'project'),
    storageDir: dir,
    clock: systemClock,
    processes,
    env: { ...options.variables },
    settings: { 'ai-refresh-interval': 0, providers: nobody },
  });
  const context: PluginContext = {
    ...fake.context,
    text: textTools((text) => text),
    screen: { ...ui.screen, copy: (text) => void stage.copied.push(text) },
    commands: {
      ...fake.context.commands,
      setContext: (key, value) => catalog.setContext(key, value),
      register: (id, handler) => catalog.register(manifest.id, id, handler, fake.context.signal),
    },
    tabs: { register: (id, create) => (ui.tabs.mount(id, create), { dispose: () => ui.tabs.unmount(id) }) },
  };
  await plugin.activate(context);
  const ai = await context.services.require(Ai);
  for (const provider of options.providers ?? []) ai.registerProvider(provider);
  terminal.paintNow();
  const stop = async () => {
    await fake.dispose();
    await ui.dispose();
    terminal.dispose();
    await processes.dispose();
  };
  return { stage: { ...stage, ai, remembered: (key: string) => context.storage.state.get(key) }, stop };
}
