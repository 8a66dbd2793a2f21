import { createInterface, type Interface } from 'node:readline';
import { Emitter, type CliDialogue, type CliDialogueOptions, type CliReply } from 'devmgr/plugin-api';
import { MutedOutput } from './muted-output.js';

export interface DialogueStreams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** Aborted: nobody is asked any more. */
  readonly signal: AbortSignal;
}

/** The terminal marks what is pasted, so that its line ends do not send it piece by piece. */
const markPastes = { on: '\x1b[?2004h', off: '\x1b[?2004l' };
const historySize = 500;

/** Lines by readline. The terminal is in raw mode until it is disposed, so that Ctrl-C is a key and typing does not mix with output. */
export class Dialogue implements CliDialogue {
  readonly #streams: DialogueStreams;
  readonly #output: MutedOutput;
  readonly #lines: Interface;
  readonly #interrupted = new Emitter<void>();
  /** What nobody has asked for yet. */
  readonly #waiting: string[] = [];
  /** Lines of what is pasted just now, or was pasted before what is being typed. */
  readonly #pasted: string[] = [];
  #isPasting = false;
  #isClosed = false;
  #settle: ((reply: CliReply) => void) | undefined;

  constructor(streams: DialogueStreams, { complete }: CliDialogueOptions = {}) {
    const { input, output, signal } = streams;
    this.#streams = streams;
    this.#output = new MutedOutput(output);
    this.#lines = createInterface({
      input,
      output: this.#output,
      terminal: true,
      historySize,
      removeHistoryDuplicates: true,
      ...(complete && { completer: (line: string) => [[...complete(line)], line] as [string[], string] }),
    });
    this.#lines.on('line', (line) => this.#take(line));
    this.#lines.on('SIGINT', () => this.#interrupt());
    this.#lines.on('close', () => this.#end());
    input.on('keypress', this.#watchPaste);
    signal.addEventListener('abort', this.#abort, { once: true });
    this.#output.show(markPastes.on);
  }

  get onDidInterrupt() {
    return this.#interrupted.event;
  }

  ask(prompt: string): Promise<CliReply> {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      this.#output.show(`${prompt}${next}\n`);
      return Promise.resolve({ kind: 'line', text: next });
    }
    if (this.#isClosed) return Promise.resolve({ kind: 'end' });
    this.#output.isMuted = false;
    this.#lines.setPrompt(prompt);
    this.#lines.prompt(true);
    return new Promise((resolve) => (this.#settle = resolve));
  }

  dispose(): void {
    const { input, signal } = this.#streams;
    signal.removeEventListener('abort', this.#abort);
    input.off('keypress', this.#watchPaste);
    this.#lines.close();
    this.#output.destroy();
    this.#interrupted.dispose();
  }

  #take(line: string): void {
    this.#pasted.push(line);
    if (this.#isPasting) return;
    const text = this.#pasted.splice(0).join('\n');
    if (this.#settle) this.#reply({ kind: 'line', text });
    else this.#waiting.push(text);
  }

  #interrupt(): void {
    const typed = this.#lines.line !== '' || this.#pasted.length > 0;
    this.#pasted.length = 0;
    if (!this.#settle) {
      this.#waiting.length = 0;
      this.#clearLine();
      this.#interrupted.fire();
      return;
    }
    this.#output.write('^C\n');
    this.#output.isMuted = true;
    this.#clearLine();
    this.#reply({ kind: 'interrupt', typed });
  }

  /** By the keys for it: to the end, and all before it. */
  #clearLine(): void {
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#output.show(`${this.#settle ? '\n' : ''}${markPastes.off}`);
    this.#reply({ kind: 'end' });
  }

  #reply(reply: CliReply): void {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#output.isMuted = true;
    settle?.(reply);
  }

  readonly #abort = () => this.#lines.close();

  readonly #watchPaste = (_text: string | undefined, key: { readonly name?: string } | undefined) => {
    if (key?.name === 'paste-start') this.#isPasting = true;
    if (key?.name === 'paste-end') this.#isPasting = false;
  };
}
