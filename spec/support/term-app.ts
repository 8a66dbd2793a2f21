import unicode11 from '@xterm/addon-unicode11';
import headless, { type Terminal } from '@xterm/headless';
import { encodeKey } from './keys.js';
import { termCell, type TermCell } from './term-cell.js';
import { WAIT_MS } from './wait-ms.js';

export interface TermAppOptions {
  readonly cols?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Milliseconds that `waitFor` waits. */
  readonly timeout?: number;
}

type Condition = string | RegExp | (() => boolean);

/**
 * A full-screen program and the terminal emulator that it writes to. Waiting is event driven: conditions are looked at
 * after every parsed chunk. Assert on cells, never on bytes.
 */
export abstract class TermApp {
  readonly term: Terminal;
  bytes = 0;
  cols: number;
  rows: number;
  /** How long a pipe must be silent before a frame counts as whole; 0 where frames come in one piece. */
  protected readonly settleMs: number = 0;
  readonly #timeout: number;
  readonly #waiters = new Set<() => void>();
  readonly #modesOn = new Set<number>();

  protected constructor(options: TermAppOptions) {
    this.cols = options.cols ?? 80;
    this.rows = options.rows ?? 24;
    this.#timeout = options.timeout ?? WAIT_MS;
    this.term = new headless.Terminal({ cols: this.cols, rows: this.rows, allowProposedApi: true, scrollback: 0 });
    this.term.loadAddon(new unicode11.Unicode11Addon());
    // The default is Unicode 6, where an emoji takes one cell.
    this.term.unicode.activeVersion = '11';
    // Answers to what the program asks of the terminal.
    this.term.onData((data) => this.send(data));
    this.#trackModes();
  }

  /** Types raw bytes. */
  abstract send(data: string): void;
  abstract close(): Promise<void>;
  protected abstract resizeProgram(cols: number, rows: number): void;

  protected feed(data: string): void {
    this.bytes += Buffer.byteLength(data);
    this.term.write(data, () => {
      for (const check of [...this.#waiters]) check();
    });
  }

  /** Without blanks at its end. */
  row(y: number): string {
    return this.#line(y)?.translateToString(true).trimEnd() ?? '';
  }

  text(): string {
    return Array.from({ length: this.rows }, (_, y) => this.row(y)).join('\n');
  }

  /** The cell where a text starts, from the top. */
  find(text: string): { x: number; y: number } | undefined {
    for (let y = 0; y < this.rows; y++) {
      const x = this.#columnOf(text, y);
      if (x !== undefined) return { x, y };
    }
    return undefined;
  }

  cell(x: number, y: number): TermCell {
    const cell = this.#line(y)?.getCell(x);
    if (!cell) throw new Error(`There is no cell ${x},${y} on ${this.cols}x${this.rows}`);
    return termCell(cell);
  }

  assertCell(x: number, y: number, expected: Partial<TermCell>): void {
    const actual = this.cell(x, y);
    for (const [name, value] of Object.entries(expected)) {
      const got = actual[name as keyof TermCell];
      if (got !== value)
        throw new Error(`Cell ${x},${y}: ${name} is ${String(got)}, not ${String(value)}\n${this.text()}`);
    }
  }

  modes() {
    const { mouseTrackingMode, bracketedPasteMode } = this.term.modes;
    return {
      mouse: mouseTrackingMode,
      sgrMouse: this.#modesOn.has(1006),
      bracketedPaste: bracketedPasteMode,
      alternate: this.term.buffer.active.type === 'alternate',
      cursorHidden: this.#modesOn.has(-25),
    };
  }

  /** Resolves with the milliseconds waited; rejects with what was on the screen. */
  waitFor(what: Condition, timeout = this.#timeout): Promise<number> {
    const started = performance.now();
    const holds = () =>
      typeof what === 'string' ? this.text().includes(what) : what instanceof RegExp ? what.test(this.text()) : what();
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#waiters.delete(check);
        const waited = performance.now() - started;
        void this.#frameEnd().then(() => resolve(waited));
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(check);
        reject(new Error(`Waited ${timeout} ms in vain for ${String(what)}\n--- screen ---\n${this.text()}`));
      }, timeout);
      this.#waiters.add(check);
      check();
    });
  }

  /** A frame may come in pieces: what is asserted next shall see all of it. */
  async #frameEnd(): Promise<void> {
    const deadline = performance.now() + 5 * this.settleMs;
    for (let before = -1; this.settleMs > 0 && before !== this.bytes && performance.now() < deadline;) {
      before = this.bytes;
      await new Promise((resolve) => setTimeout(resolve, this.settleMs));
    }
  }

  /** Presses keys named as in `Key.full`. */
  key(...names: readonly string[]): void {
    for (const name of names) this.send(encodeKey(name));
  }

  type(text: string): void {
    this.send(text);
  }

  paste(text: string): void {
    this.send(this.term.modes.bracketedPasteMode ? `\x1b[200~${text}\x1b[201~` : text);
  }

  /** Presses and releases a button (0 left, 1 middle, 2 right) on a cell counted from 0. */
  click(x: number, y: number, button = 0): void {
    this.#mouse(button, x, y, 'M');
    this.#mouse(button, x, y, 'm');
  }

  doubleClick(x: number, y: number): void {
    this.click(x, y);
    this.click(x, y);
  }

  wheel(direction: 'up' | 'down', x: number, y: number): void {
    this.#mouse(direction === 'up' ? 64 : 65, x, y, 'M');
  }

  drag(fromX: number, fromY: number, toX: number, toY: number, steps = 4): void {
    this.#mouse(0, fromX, fromY, 'M');
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      this.#mouse(32, Math.round(fromX + (toX - fromX) * share), Math.round(fromY + (toY - fromY) * share), 'M');
    }
    this.#mouse(0, toX, toY, 'm');
  }

  /** Moves the mouse; a terminal reports it only when the program asked for every movement. */
  hover(x: number, y: number): void {
    if (this.term.modes.mouseTrackingMode === 'any') this.#mouse(35, x, y, 'M');
  }

  resize(cols: number, rows: number): void {
    this.cols = cols;
    this.rows = rows;
    this.term.resize(cols, rows);
    this.resizeProgram(cols, rows);
  }

  #mouse(button: number, x: number, y: number, final: 'M' | 'm'): void {
    if (this.term.modes.mouseTrackingMode === 'none') throw new Error('The program has not asked for the mouse');
    if (!this.#modesOn.has(1006)) throw new Error('The program has not asked for SGR mouse reports');
    this.send(`\x1b[<${button};${x + 1};${y + 1}${final}`);
  }

  /** Modes that the emulator does not tell: the mouse encoding, and the cursor (as -25 while hidden). */
  #trackModes(): void {
    const track = (on: boolean) => (params: (number | number[])[]) => {
      for (const mode of params.flat()) {
        if (mode === 25) on ? this.#modesOn.delete(-25) : this.#modesOn.add(-25);
        else on ? this.#modesOn.add(mode) : this.#modesOn.delete(mode);
      }
      return false;
    };
    this.term.parser.registerCsiHandler({ prefix: '?', final: 'h' }, track(true));
    this.term.parser.registerCsiHandler({ prefix: '?', final: 'l' }, track(false));
  }

  #line(y: number) {
    const { active } = this.term.buffer;
    return active.getLine(active.baseY + y);
  }

  #columnOf(text: string, y: number): number | undefined {
    let row = '';
    const columns: number[] = [];
    for (let x = 0; x < this.cols; x++) {
      const cell = this.#line(y)?.getCell(x);
      if (!cell || cell.getWidth() === 0) continue;
      const chars = cell.getChars() || ' ';
      for (let unit = 0; unit < chars.length; unit++) columns.push(x);
      row += chars;
    }
    const index = row.indexOf(text);
    return index < 0 ? undefined : columns[index];
  }
}
