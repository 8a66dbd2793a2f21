import type { CommandHandler, PluginManifest } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { CommandRegistry } from '../../core/commands/command-registry.js';
import { createUi } from '../../core/screen/create-ui.js';
import { openTerminal, type Terminal, type TerminalOptions } from '../../core/screen/terminal.js';
import type { TabInfo, Ui } from '../../core/screen/ui.js';
import { findKind } from '../../core/widgets/kinds.js';
import { InProcessApp } from './in-process-app.js';
import type { TermAppOptions } from './term-app.js';

export interface UiStageOptions extends TermAppOptions, Pick<TerminalOptions, 'theme' | 'ascii'> {
  /** One plugin a tab: its commands are registered with handlers that note that they ran. */
  readonly manifests?: readonly PluginManifest[];
  readonly confirmQuit?: () => Promise<boolean>;
  readonly disabled?: Readonly<Record<string, string>>;
}

/** The real screen with the real command registry on an emulator; what a person sees is in `app`. */
export interface UiStage {
  readonly app: InProcessApp;
  readonly ui: Ui;
  readonly terminal: Terminal;
  readonly catalog: CommandRegistry;
  readonly clock: FakeClock;
  /** Commands that ran, with their source: `demo.start key`. */
  readonly ran: string[];
  /** What was reported: `where: message`. */
  readonly errors: string[];
  /** Tabs whose plugin was asked for. */
  readonly asked: string[];
}

const tabOf = (id: string, title: string, icon: string, hotkey: string, order: number) => ({
  id,
  title,
  icon,
  hotkey,
  order,
});

/** The five tabs of devmgr with some of their commands. */
export const FIVE_PLUGINS: readonly PluginManifest[] = [
  plugin(tabOf('system', 'System', '🚀', 'F1', 10), [
    { id: 'system.start', title: 'Start Server', label: 'start', keys: ['s'] },
    { id: 'system.stop', title: 'Stop Server', label: 'stop', keys: ['x'] },
    { id: 'system.restart', title: 'Restart Server', label: 'restart', keys: ['r'] },
    {
      id: 'system.open',
      title: 'Open In Browser',
      label: 'open',
      keys: ['o'],
      when: "tab == 'system' && focus == 'servers'",
    },
    { id: 'system.details', title: 'Show Details', label: 'details', keys: ['enter'] },
  ]),
  plugin(tabOf('tests', 'Tests', '🧪', 'F2', 20), [
    { id: 'tests.run-all', title: 'Run All Tests', label: 'run all', keys: ['r'] },
    { id: 'tests.stop', title: 'Stop Tests', label: 'stop', keys: ['s'] },
  ]),
  plugin(tabOf('codegen', 'Code Gen', '🤖', 'F3', 30), [
    { id: 'codegen.generate', title: 'Generate Code', label: 'generate', keys: ['C-g'] },
  ]),
  plugin(tabOf('chat', 'AI Chat', '💬', 'F4', 40), []),
  plugin(tabOf('logs', 'Logs', '📋', 'F5', 50), [
    { id: 'logs.clear', title: 'Clear Logs', label: 'clear', keys: ['c'] },
    { id: 'logs.filter', title: 'Filter Logs', label: 'filter', keys: ['/'] },
  ]),
];

/** Opens the screen, runs the test, closes everything. */
export async function onUiStage(options: UiStageOptions, test: (stage: UiStage) => Promise<void>): Promise<void> {
  const made: { stage?: Omit<UiStage, 'app'> } = {};
  const app = await InProcessApp.start(async (tty) => {
    const env = { TERM: 'xterm-256color', ...options.env };
    const { theme, ascii } = options;
    const terminal = await openTerminal({ ...tty, env, theme, ascii, ownsProcess: false });
    const stage = build(terminal, options);
    made.stage = stage;
    terminal.paintNow();
    return async () => {
      await stage.ui.dispose();
      terminal.dispose();
    };
  }, options);
  try {
    if (made.stage) await test({ ...made.stage, app });
  } finally {
    await app.close();
  }
}

function build(terminal: Terminal, options: UiStageOptions): Omit<UiStage, 'app'> {
  const manifests = options.manifests ?? FIVE_PLUGINS;
  const ran: string[] = [];
  const errors: string[] = [];
  const asked: string[] = [];
  const report = (where: string, error: unknown) =>
    errors.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  const catalog = new CommandRegistry({
    activate: () => Promise.resolve(),
    report: (command, problem) => report(command.id, 'reason' in problem ? problem.reason : problem.error),
  });
  for (const manifest of manifests) declare(catalog, manifest, options.disabled ?? {}, ran);
  const clock = new FakeClock(1_000_000);
  const ui = createUi({
    terminal,
    catalog,
    findKind,
    clock,
    tabs: manifests.flatMap((manifest): TabInfo[] => (manifest.tab ? [tabInfo(manifest.tab)] : [])),
    initialTab: 'system',
    project: { name: 'orders-api', branch: 'main*' },
    showNow: (id) => asked.push(id),
    onError: report,
    confirmQuit: options.confirmQuit ?? (() => Promise.resolve(true)),
  });
  return { ui, terminal, catalog, clock, ran, errors, asked };
}

function declare(
  catalog: CommandRegistry,
  manifest: PluginManifest,
  disabled: Readonly<Record<string, string>>,
  ran: string[],
): void {
  catalog.declare(manifest);
  for (const { id } of manifest.commands ?? []) {
    const handler: CommandHandler = {
      run: ({ source }) => void ran.push(`${id} ${source}`),
      disabledReason: () => disabled[id],
    };
    catalog.register(manifest.id, id, handler, new AbortController().signal);
  }
}

const tabInfo = (tab: NonNullable<PluginManifest['tab']>): TabInfo => ({ ...tab, icon: tab.icon, hotkey: tab.hotkey });

function plugin(tab: NonNullable<PluginManifest['tab']>, commands: PluginManifest['commands']): PluginManifest {
  return { id: tab.id, title: tab.title, apiVersion: '1.0', main: 'index.js', tab, commands: commands ?? [] };
}
