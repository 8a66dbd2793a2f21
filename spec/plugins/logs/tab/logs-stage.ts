import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, PluginContext, PluginManifest } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { CommandRegistry } from '../../../../core/commands/command-registry.js';
import { createLogSink } from '../../../../core/log/create-log-sink.js';
import type { LogSink } from '../../../../core/log/log-sink.js';
import { createUi } from '../../../../core/screen/create-ui.js';
import { openTerminal } from '../../../../core/screen/terminal.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import plugin from '../../../../plugins/logs/index.js';
import { InProcessApp } from '../../../support/in-process-app.js';
import type { TermAppOptions } from '../../../support/term-app.js';

export interface LogsStageOptions extends TermAppOptions {
  /** The plugin under another id, as a copy in the user's folder has it. */
  readonly id?: string;
}

/** The real tab on the real screen, with the real log. */
export interface LogsStage {
  readonly app: InProcessApp;
  readonly log: LogSink;
  /** What was copied. */
  readonly copied: string[];
  /** Everything that went wrong. */
  readonly errors: string[];
}

const manifestText = readFileSync(new URL('../../../../plugins/logs/package.json', import.meta.url), 'utf8');

/** The plugin's manifest, or that of a copy: its id and everything that begins with it are changed. */
export function logsManifest(id = 'logs'): PluginManifest {
  const { devmgr } = JSON.parse(manifestText) as { devmgr: PluginManifest };
  const commands = devmgr.commands?.map((command) => ({
    ...command,
    id: command.id.replace(/^logs\./, `${id}.`),
    ...(command.when !== undefined && { when: command.when.replace(/\blogs\b/g, id) }),
  }));
  const cli = devmgr.cli?.map((word) => ({ ...word, name: id }));
  return {
    ...devmgr,
    id,
    ...(devmgr.tab && { tab: { ...devmgr.tab, id } }),
    ...(commands && { commands }),
    ...(cli && { cli }),
  };
}

const clock: Clock = {
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

/** Opens the tab, runs the test, closes everything. Anything that went wrong fails it. */
export async function onLogsStage(options: LogsStageOptions, test: (stage: LogsStage) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-logs-'));
  const made: { stage?: Omit<LogsStage, 'app'> } = {};
  const app = await InProcessApp.start(async (tty) => {
    const { stage, stop } = await open(tty, dir, logsManifest(options.id));
    made.stage = stage;
    return stop;
  }, options);
  try {
    if (made.stage) await test({ ...made.stage, app });
  } finally {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  }
  if (made.stage && made.stage.errors.length > 0) throw new Error(made.stage.errors.join('\n'));
}

async function open(tty: Pick<InProcessApp, 'input' | 'output'>, dir: string, manifest: PluginManifest) {
  const stage = { copied: [] as string[], errors: [] as string[] };
  const report = (where: string, error: unknown) => void stage.errors.push(`${where}: ${String(error)}`);
  const log = createLogSink({ dir, project: 'p-1', env: {}, now: clock.now });
  const terminal = await openTerminal({ ...tty, env: { TERM: 'xterm-256color' }, ownsProcess: false });
  const catalog = new CommandRegistry({
    activate: () => Promise.resolve(),
    report: (command, problem) => report(command.id, 'reason' in problem ? problem.reason : problem.error),
  });
  catalog.declare(manifest);
  const ui = createUi({
    terminal,
    catalog,
    clock,
    tabs: manifest.tab ? [{ ...manifest.tab, icon: manifest.tab.icon, hotkey: manifest.tab.hotkey }] : [],
    initialTab: manifest.tab?.id ?? '',
    project: { name: 'orders-api', branch: 'main' },
    showNow: () => undefined,
    onError: report,
    confirmQuit: () => Promise.resolve(true),
  });
  const fake = createTestContext({ manifest, root: dir, storageDir: dir, clock });
  fake.context.services.provide(LogStore, log.store);
  const context: PluginContext = {
    ...fake.context,
    text: textTools((text) => log.redact(text)),
    screen: { ...ui.screen, copy: (text) => void stage.copied.push(text) },
    commands: {
      ...fake.context.commands,
      setContext: (key, value) => catalog.setContext(key, value),
      register: (id, handler) => catalog.register(manifest.id, id, handler, fake.context.signal),
    },
    tabs: { register: (id, create) => (ui.tabs.mount(id, create), { dispose: () => ui.tabs.unmount(id) }) },
  };
  await plugin.activate(context);
  terminal.paintNow();
  const stop = async () => {
    await fake.dispose();
    await ui.dispose();
    terminal.dispose();
    await log.dispose();
  };
  return { stage: { ...stage, log }, stop };
}
