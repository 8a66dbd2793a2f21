import type blessed from 'blessed';
import type { Widgets } from 'blessed';
import { DisposableStore, Emitter, Store } from 'devmgr/plugin-api';
import { createBlessedScreen } from './blessed-screen.js';
import { FrameScheduler } from './frame-scheduler.js';
import { InputProxy, type TerminalInput } from './input-proxy.js';
import type { BlessedParts } from './load-blessed.js';
import { osc52 } from './osc52.js';
import { PointerRouter } from './pointer-router.js';
import { giveBack } from './give-back.js';
import { letGo } from './let-go.js';
import { noteTaken, setOutputBlocking } from './restore-terminal.js';
import { captureStrayOutput } from './stray-output.js';
import { suspendProcess } from './suspend.js';
import { dragOn, hoverOff, hoverOn, mouseOff, pasteOff, pasteOn, restoreTitle, saveTitle } from './terminal-modes.js';
import type { Terminal, TerminalOptions, TerminalOutput, TerminalSize } from './terminal.js';
import { cleanLine } from './text/clean.js';
import { createTheme, type Theme } from './theme.js';

/** Above this many bytes that the terminal has not taken, frames are skipped. */
const busyBytes = 256 * 1024;

/** The terminal on blessed's screen. See `Terminal` for what the members promise. */
export class BlessedTerminal implements Terminal {
  readonly screen: Widgets.Screen;
  readonly theme: Theme;
  readonly size: Store<TerminalSize>;
  readonly pointer: PointerRouter;
  readonly #library: BlessedParts;
  readonly #options: TerminalOptions;
  readonly #output: TerminalOutput;
  readonly #input: InputProxy;
  readonly #frames: FrameScheduler;
  readonly #beforePaint = new Emitter<void>((error) => this.reportError('before paint', error));
  readonly #owned = new DisposableStore();
  #disposed = false;
  /** Somebody else has the terminal. */
  #isAway = false;

  constructor(library: BlessedParts, input: TerminalInput, output: TerminalOutput, options: TerminalOptions) {
    this.#library = library;
    this.#options = options;
    this.#output = output;
    this.theme = createTheme({ env: options.env, name: options.theme, ascii: options.ascii });
    this.#input = new InputProxy(input);
    const write: (text: string) => boolean = output.write.bind(output);
    if (options.ownsProcess) this.#owned.add(captureStrayOutput((line) => options.onStray?.(line)));
    this.screen = this.#createScreen(library);
    // Blessed keeps its own way to the terminal when others are captured.
    this.screen.program._owrite = (text) => void (output.writable && write(text));
    const size = { width: this.screen.program.cols, height: this.screen.program.rows };
    this.size = new Store(size, (error) => this.reportError('size', error));
    this.#frames = new FrameScheduler({
      paint: () => this.#paint(),
      isBusy: () => (output.writableLength ?? 0) > busyBytes,
      onError: (error) => this.reportError('frame', error),
    });
    this.#enter();
    this.pointer = new PointerRouter(this.screen, (on) => this.#write(on ? hoverOn : hoverOff + dragOn));
  }

  get blessed(): typeof blessed {
    return this.#library.whole();
  }

  get onKey() {
    return this.#input.onKey;
  }

  get onPaste() {
    return this.#input.onPaste;
  }

  get onBeforePaint() {
    return this.#beforePaint.event;
  }

  get frameStats() {
    return this.#frames.stats;
  }

  createBox(options: Widgets.BoxOptions): Widgets.BoxElement {
    return this.#library.Box(options);
  }

  requestFrame(): void {
    this.#frames.request();
  }

  paintNow(): void {
    this.#frames.now();
  }

  suspend(): void {
    if (!this.#options.ownsProcess || process.platform === 'win32') return;
    this.#frames.pause();
    this.#write(pasteOff);
    suspendProcess(this.screen, this.#output.fd ?? 1, { onBack: () => this.#comeBack() });
  }

  async handOver<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#options.ownsProcess) return work();
    this.#frames.pause();
    this.#write(pasteOff);
    const takeBack = letGo(this.screen, this.#output.fd ?? 1);
    this.#isAway = true;
    try {
      return await work();
    } finally {
      this.#isAway = false;
      if (!this.#disposed) {
        takeBack();
        this.#comeBack();
      }
    }
  }

  redraw(): void {
    this.screen.realloc();
    this.paintNow();
  }

  setTitle(text: string): void {
    this.#write(`\x1b]2;${cleanLine(text).trim().slice(0, 80)}\x07`);
  }

  copy(text: string): void {
    this.#write(osc52(text, this.#options.env['TMUX'] !== undefined));
  }

  reportError(where: string, error: unknown): void {
    this.#options.onStray?.(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  stopReports(): void {
    this.#write(`${pasteOff}${hoverOff}${mouseOff}`);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#frames.dispose();
    this.#write(`${pasteOff}${hoverOff}${restoreTitle}`);
    this.screen.destroy();
    if (this.#options.ownsProcess) giveBack(this.#output);
    this.#input.dispose();
    this.#beforePaint.dispose();
    this.size.dispose();
    void this.#owned.dispose();
  }

  #createScreen(library: BlessedParts): Widgets.Screen {
    const { env, onStray } = this.#options;
    return createBlessedScreen({
      library,
      input: this.#input,
      output: this.#output,
      term: env['TERM'] ?? '',
      hasColor: this.theme.hasColor,
      onNoise: (line) => onStray?.(line),
    });
  }

  #enter(): void {
    const { screen } = this;
    if (this.#options.ownsProcess) {
      noteTaken({ fd: this.#output.fd ?? 1, inAlternate: true });
      setOutputBlocking(false);
    }
    screen.program.removeAllListeners('resize');
    screen.program.on('resize', () => this.#resized());
    this.#write(saveTitle);
    if (this.#options.title) this.setTitle(this.#options.title);
    screen._listenMouse();
    this.#write(pasteOn);
  }

  #comeBack(): void {
    const { program } = this.screen;
    this.screen.enter();
    program.enableMouse();
    this.#write(`${pasteOn}${this.pointer.wantsHover ? hoverOn : ''}`);
    program.cols = this.#output.columns ?? program.cols;
    program.rows = this.#output.rows ?? program.rows;
    this.#frames.resume();
    this.#resized();
  }

  /** Instead of blessed's own handler, which paints the old layout first. */
  #resized(): void {
    const { screen } = this;
    screen.alloc();
    this.size.set({ width: screen.program.cols, height: screen.program.rows });
    emitResize(screen);
    this.paintNow();
  }

  #paint(): void {
    this.#beforePaint.fire();
    if (this.#disposed) return;
    this.screen.render();
    // Blessed would write after everything else that this turn has to do.
    this.screen.program.flush();
  }

  /** Nothing after the terminal was given back: boxes that are released later would turn the mouse on again. */
  #write(text: string): void {
    if (!this.screen.destroyed && !this.#isAway) this.screen.program._write(text);
  }
}

function emitResize(node: Widgets.Node): void {
  node.emit('resize');
  for (const child of node.children) emitResize(child);
}
