import { PtyApp } from './pty-app.js';
import { cleanEnvironment, devmgrBin, temporaryHome } from './run-devmgr.js';
import { testPython } from './python.js';

export interface OpenOptions {
  readonly cols?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: one of its own that `close` removes. */
  readonly home?: string;
  readonly args?: readonly string[];
}

/** The built program's screen on a project, in a real pseudo terminal. */
export interface OpenDevmgr {
  readonly app: PtyApp;
  /** Clicks the middle of a text on the screen; fails when it is not there. */
  click(text: string): void;
  close(): Promise<void>;
}

export function openDevmgr(project: string, options: OpenOptions = {}): OpenDevmgr {
  const home = temporaryHome();
  const { DEVMGR_HOME = home.path, ...env } = cleanEnvironment(options.home ?? home.path, {
    DEVMGR_PYTHON: testPython(),
    TERM: 'xterm-256color',
    ...options.env,
  });
  const app = PtyApp.spawn(process.execPath, [devmgrBin, ...(options.args ?? [project])], {
    cols: options.cols ?? 120,
    rows: options.rows ?? 40,
    cwd: project,
    env: { ...env, DEVMGR_HOME },
    timeout: 40_000,
  });
  return {
    app,
    click(text) {
      const at = app.find(text);
      if (!at) throw new Error(`"${text}" is not on the screen\n${app.text()}`);
      app.click(at.x + Math.floor(text.length / 2), at.y);
    },
    async close() {
      await app.close();
      home.remove();
    },
  };
}
