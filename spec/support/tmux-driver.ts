import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { WAIT_MS } from './wait-ms.js';

const run = promisify(execFile);

export interface TmuxOptions {
  readonly cols?: number;
  readonly rows?: number;
  /** What programs inside see as TERM. */
  readonly term?: string;
  readonly timeout?: number;
}

/** A program in a tmux of its own, without the user's configuration: for what depends on a second terminal. */
export class TmuxApp {
  readonly #socket = `devmgr-spec-${randomUUID()}`;
  readonly #timeout: number;

  private constructor(timeout: number) {
    this.#timeout = timeout;
  }

  /** `command` is given to a shell; tmux goes when it ends, so let `cat` follow. Close the app in `finally`. */
  static async spawn(command: string, options: TmuxOptions = {}): Promise<TmuxApp> {
    const app = new TmuxApp(options.timeout ?? WAIT_MS);
    const settings = [
      `set -g default-terminal ${options.term ?? 'tmux-256color'}`,
      'set -g status off',
      'set -sg escape-time 0',
    ];
    const size = ['-x', String(options.cols ?? 80), '-y', String(options.rows ?? 24)];
    const { TMUX: _outer, ...env } = process.env;
    const words = settings.flatMap((setting) => [...setting.split(' '), ';']);
    await run(
      'tmux',
      [
        '-u',
        '-f',
        '/dev/null',
        '-L',
        app.#socket,
        'start-server',
        ';',
        ...words,
        'new-session',
        '-d',
        ...size,
        command,
      ],
      {
        env: { ...env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
      },
    );
    return app;
  }

  /** Whether tmux is installed. */
  static async isAvailable(): Promise<boolean> {
    return run('tmux', ['-V']).then(
      () => true,
      () => false,
    );
  }

  async tmux(...words: readonly string[]): Promise<string> {
    return (await run('tmux', ['-u', '-L', this.#socket, ...words], { maxBuffer: 1e8 })).stdout;
  }

  /** What the pane shows; `colours` keeps the escape sequences. */
  text(colours = false): Promise<string> {
    return this.tmux('capture-pane', '-p', ...(colours ? ['-e'] : []));
  }

  async row(y: number): Promise<string> {
    return ((await this.text()).split('\n')[y] ?? '').trimEnd();
  }

  /** tmux tells nobody when a pane changes, so it is looked at again and again. */
  async waitFor(what: string | RegExp): Promise<void> {
    const deadline = performance.now() + this.#timeout;
    for (;;) {
      const text = await this.text();
      if (typeof what === 'string' ? text.includes(what) : what.test(text)) return;
      if (performance.now() > deadline) throw new Error(`tmux: waited in vain for ${String(what)}\n${text}`);
      await delay(20);
    }
  }

  /** Keys as tmux names them: `F2`, `M-1`, `Enter`. */
  async key(...names: readonly string[]): Promise<void> {
    await this.tmux('send-keys', ...names);
  }

  async type(text: string): Promise<void> {
    await this.tmux('send-keys', '-l', text);
  }

  async close(): Promise<void> {
    // The server may have gone with its last session.
    await this.tmux('kill-server').catch(() => undefined);
  }
}
