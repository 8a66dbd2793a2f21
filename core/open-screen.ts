import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import type { Disposable, Screen } from 'devmgr/plugin-api';
import { createApp, type App } from './app.js';
import { coreSettings } from './config/core-settings.js';
import { program } from './config/program.js';
import { watchSettings } from './config/watch-settings.js';
import { Owner } from './plugins/owner.js';
import { ownedClock } from './plugins/owned-clock.js';
import type { Discovery } from './plugins/discovered-plugin.js';
import { isReplaced, replacedProgram } from './plugins/replaced-program.js';
import { watchProgram } from './plugins/watch-program.js';
import { reportCommand } from './report-command.js';
import { createUi } from './screen/create-ui.js';
import { openTerminal, type Terminal, type TerminalOptions } from './screen/terminal.js';
import type { TabInfo, Ui } from './screen/ui.js';
import { readGitBranch } from './screen/git-branch.js';
import { LateKinds } from './widgets/late-kinds.js';

export interface OpenScreenOptions {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly discovery: Discovery;
  /** False for screenshots and tests: no process-wide hooks, streams are given. */
  readonly ownsProcess: boolean;
  readonly input?: TerminalOptions['input'];
  readonly output?: TerminalOptions['output'];
  /** Shown first; else the setting, else the first tab. */
  readonly firstTab?: string;
  /** Gets a line when ending takes long enough to wonder. */
  readonly say?: (line: string) => void;
}

/** A screen that is open. */
export interface ScreenSession {
  readonly app: App;
  readonly terminal: Terminal;
  readonly ui: Ui;
  /** Begins to end; the code is what `closed` resolves to. */
  close(code: number): void;
  /** Resolves after everything was released. */
  readonly closed: Promise<number>;
}

const WONDER_MS = 700;
// Long enough for a mouse report that is on its way over a usual connection.
const QUIET_MS = 30;

/** Opens the terminal, paints the first frame, then activates the visible tab's plugin and what belongs after it. */
export async function openScreen(options: OpenScreenOptions): Promise<ScreenSession> {
  const late: { notify?: Screen['notify'] } = {};
  const early: Parameters<Screen['notify']>[0][] = [];
  const notify: Screen['notify'] = (notification) =>
    void (late.notify ? late.notify(notification) : early.push(notification));
  const app = await createApp({
    ...options,
    notify,
    reportCommand: (command, problem) => reportCommand(app, notify, command, problem),
  });
  const owner = new Owner();
  const terminal = await openTerminal(terminalOptions(options, app)).catch(async (error: unknown) => {
    await app.dispose();
    throw error;
  });
  const kinds = new LateKinds();
  const ui = createUi({
    ...uiOptions(options, app),
    terminal,
    findKind: kinds.find,
    clock: ownedClock(owner.own, (error) => logFailure(app, 'A timer', error)),
  });
  late.notify = (notification) => ui.screen.notify(notification);
  app.present(presentationOf(ui, kinds));
  ui.paintNow();
  void kinds.load();
  void app.host.showTab(ui.tabs.current.get());
  for (const notification of early) late.notify(notification);
  void afterFirstFrame(app, owner);
  if (options.ownsProcess) void tellWhenReplaced(app, ui, owner);
  return sessionOf(app, terminal, ui, owner, options.say ?? (() => undefined));
}

function sessionOf(app: App, terminal: Terminal, ui: Ui, owner: Owner, say: (line: string) => void): ScreenSession {
  let close: (code: number) => void = () => undefined;
  const asked = new Promise<number>((resolve) => (close = resolve));
  const ended = Promise.race([asked, ui.onDidClose]).then(async (code) => {
    terminal.stopReports();
    await delay(QUIET_MS);
    terminal.dispose();
    const wondering = setTimeout(() => say('devmgr: stopping what it started …'), WONDER_MS);
    await app.dispose();
    clearTimeout(wondering);
    await ui.dispose();
    await owner.dispose();
    return code;
  });
  return { app, terminal, ui, close, closed: ended };
}

function presentationOf(ui: Ui, kinds: LateKinds): Parameters<App['present']>[0] {
  return {
    screen: ui.screen,
    mountTab: (id, create) =>
      ui.tabs.mount(id, async (tab) => {
        await kinds.load();
        await create(tab);
      }),
    unmountTab: (id) => ui.tabs.unmount(id),
    showTabLoading: (id) => ui.tabs.showLoading(id),
    showTabError: (id, error, retry) => ui.tabs.showError(id, error, retry),
  };
}

function terminalOptions({ env, ownsProcess, input, output, root }: OpenScreenOptions, app: App): TerminalOptions {
  const settings = app.parts.settings.view('core', coreSettings);
  const theme = settings.string('theme');
  return {
    env,
    ownsProcess,
    title: `devmgr ${root}`,
    ...(theme !== 'auto' && { theme: theme as 'dark' | 'light' }),
    ascii: settings.boolean('ascii'),
    onStray: (line) => app.parts.log.logger('core').warn(line),
    ...(input && { input }),
    ...(output && { output }),
  };
}

function uiOptions(options: OpenScreenOptions, app: App) {
  const tabs = tabsOf(app);
  const wanted = options.firstTab ?? app.parts.settings.view('core', coreSettings).string('first-tab');
  return {
    tabs,
    initialTab: tabs.some((tab) => tab.id === wanted) ? wanted : (tabs[0]?.id ?? ''),
    catalog: app.parts.commands,
    project: { name: app.parts.projectName, branch: readGitBranch(options.root) },
    showNow: (id: string) => void app.host.showTab(id),
    onError: failureReporter(app),
    confirmQuit: () => Promise.resolve(true),
  };
}

/** A hotkey belongs to the first tab that asks for it. */
function tabsOf(app: App): TabInfo[] {
  const taken = new Set<string>();
  const sorted = app.host
    .manifests()
    .flatMap((manifest) => manifest.tab ?? [])
    .sort((a, b) => a.order - b.order);
  return sorted.map(({ id, title, icon, hotkey, order }) => {
    const free = hotkey !== undefined && !taken.has(hotkey);
    if (free) taken.add(hotkey);
    return { id, title, icon, order, hotkey: free ? hotkey : undefined };
  });
}

async function afterFirstFrame(app: App, owner: Owner): Promise<void> {
  try {
    await app.parts.processes.clearLeftovers();
    owner.own((await watchSettings(app.parts)) satisfies Disposable);
    for (const manifest of app.host.manifests()) {
      if (manifest.activation?.includes('onStartup')) await app.host.activate(manifest.id).catch(() => undefined);
    }
  } catch (error) {
    logFailure(app, 'After the first frame', error);
  }
}

/** What is read late would fail after an update: the person is told before, and sees it until the end. */
async function tellWhenReplaced(app: App, ui: Ui, owner: Owner): Promise<void> {
  const onDidReplace = () => {
    app.parts.log.logger('core').warn(replacedProgram.message);
    ui.screen.notify({ severity: 'warning', ...replacedProgram });
    owner
      .own(ui.screen.statusItem({ align: 'right', priority: 1000 }))
      .set([{ text: '! updated: restart devmgr', style: 'warning' }]);
  };
  try {
    owner.own(await watchProgram({ folder: join(program.root, 'dist'), onDidReplace }));
  } catch (error) {
    logFailure(app, 'Watching the program', error);
  }
}

function logFailure(app: App, where: string, error: unknown): void {
  app.parts.log.logger('core').error(`${where} failed`, error);
}

/** Logs what fails on the screen and shows each message once: a pane that fails in every frame says so one time. */
function failureReporter(app: App): (where: string, error: unknown) => void {
  const shown = new Set<string>();
  return (where, error) => {
    const message = `${where}: ${error instanceof Error ? error.message : String(error)}`;
    if (shown.has(message)) return;
    shown.add(message);
    logFailure(app, where, error);
    const told = isReplaced(error) ? replacedProgram : { message, hint: 'The log has the details.' };
    app.parts.presentation().screen.notify({ severity: 'error', ...told });
  };
}
