import nodePty, { type IPty } from '@lydell/node-pty';
import { TermApp, type TermAppOptions } from './term-app.js';

export interface PtyExit {
  readonly exitCode: number;
  readonly signal: number | undefined;
}

/** A program behind a real pseudo terminal, for exit codes, signals, suspend and start-up. Close it in `finally`. */
export class PtyApp extends TermApp {
  protected override readonly settleMs = 25;
  readonly exited: Promise<PtyExit>;
  readonly #pty: IPty;
  #exit: PtyExit | undefined;

  private constructor(pty: IPty, options: TermAppOptions) {
    super(options);
    this.#pty = pty;
    pty.onData((data) => this.feed(data));
    this.exited = new Promise((resolve) => {
      pty.onExit(({ exitCode, signal }) => {
        this.#exit = { exitCode, signal };
        resolve(this.#exit);
      });
    });
  }

  /** The environment holds PATH, HOME, LANG, TERM and what `options.env` adds; nothing else is inherited. */
  static spawn(file: string, args: readonly string[], options: TermAppOptions = {}): PtyApp {
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '/',
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      ...options.env,
    };
    const size = { cols: options.cols ?? 80, rows: options.rows ?? 24 };
    const pty = nodePty.spawn(file, [...args], { ...size, cwd: options.cwd ?? process.cwd(), env, name: env.TERM });
    return new PtyApp(pty, { ...options, ...size });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get hasExited(): boolean {
    return this.#exit !== undefined;
  }

  send(data: string): void {
    if (!this.#exit) this.#pty.write(data);
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.#pty.kill(signal);
  }

  /** The terminal stops reading, as after Ctrl-S. */
  pause(): void {
    this.#pty.pause();
  }

  resume(): void {
    this.#pty.resume();
  }

  protected resizeProgram(cols: number, rows: number): void {
    this.#pty.resize(cols, rows);
  }

  async close(): Promise<void> {
    if (!this.#exit) this.#pty.kill('SIGKILL');
    await this.exited;
    this.term.dispose();
  }
}
