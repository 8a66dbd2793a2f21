import type { Disposable, PluginContext, TextSink } from 'devmgr/plugin-api';
import type { ChatState } from '../conversation/chat-state.js';
import type { AssistantMessage } from '../conversation/conversation.js';
import type { ChatSession } from '../conversation/chat-session.js';
import { chatStepText } from './chat-step-text.js';
import { ChatTextPieces } from './chat-text-pieces.js';
import { printNotes } from './print-notes.js';

export interface ChatPrinterOptions {
  readonly session: Pick<ChatSession, 'state'>;
  /** Where the answer goes as it comes; `undefined`: nowhere, and notes neither. */
  readonly stdout: TextSink | undefined;
  readonly stderr: TextSink;
  readonly context: Pick<PluginContext, 'text' | 'clock'>;
}

const everyMs = 250;
const eraseLine = '\r\x1b[K';

/**
 * Writes one answer while it comes: its text to stdout, what should be known of it to stderr. On a terminal a line says what goes on
 * until the first word is there. `dispose` ends the last line.
 */
export class ChatPrinter implements Disposable {
  readonly #options: ChatPrinterOptions;
  readonly #pieces: ChatTextPieces;
  readonly #listening: Disposable;
  readonly #ticking: Disposable | undefined;
  #notes = 0;
  #isInLine = false;
  #hasStatus = false;

  constructor(options: ChatPrinterOptions) {
    const { session, stderr, context } = options;
    this.#options = options;
    this.#pieces = new ChatTextPieces((text) => context.text.clean(text));
    this.#listening = session.state.onDidChange((state) => this.#take(state));
    this.#ticking = stderr.isTTY
      ? context.clock.setInterval(() => this.#draw(session.state.get()), everyMs)
      : undefined;
  }

  dispose(): void {
    void this.#listening.dispose();
    void this.#ticking?.dispose();
    this.#take(this.#options.session.state.get());
    this.#erase();
    if (this.#isInLine) this.#options.stdout?.write('\n');
    this.#isInLine = false;
  }

  #take({ conversation: { messages } }: ChatState): void {
    const answer = messages.at(-1);
    if (answer?.role !== 'assistant') return;
    this.#tellNotes(answer);
    this.#write(this.#pieces.next(answer.text));
  }

  #tellNotes({ notes }: AssistantMessage): void {
    const { stdout, stderr, context } = this.#options;
    const fresh = notes.slice(this.#notes);
    this.#notes = notes.length;
    if (!stdout || fresh.length === 0) return;
    this.#erase();
    if (this.#isInLine && stdout.isTTY && stderr.isTTY) stderr.write('\n');
    printNotes(fresh, stderr, context.text);
  }

  #write(text: string): void {
    if (text === '') return;
    this.#erase();
    this.#options.stdout?.write(text);
    this.#isInLine = !text.endsWith('\n');
  }

  #draw({ working }: ChatState): void {
    const { stdout, stderr, context } = this.#options;
    // With an answer on the same terminal the line would stand in the middle of it.
    if (!working || (stdout && this.#isInLine)) return;
    const seconds = Math.floor((context.clock.now() - working.since) / 1000);
    const line = `${context.text.clean(chatStepText(working.step))}…${seconds > 0 ? ` ${seconds}s` : ''}`;
    stderr.write(`${eraseLine}${context.text.truncate(line.replaceAll('\n', ' '), Math.max(10, stderr.columns - 1))}`);
    this.#hasStatus = true;
  }

  #erase(): void {
    if (this.#hasStatus) this.#options.stderr.write(eraseLine);
    this.#hasStatus = false;
  }
}
