import type { TextSink } from 'devmgr/plugin-api';
import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { attemptText } from '../../providers/ask/answer-text.js';
import { WholeText } from '../../providers/ask/whole-text.js';

export interface AnswerPrinterOptions {
  /** Where the text goes as it comes; `undefined`: nowhere. */
  readonly stdout: TextSink | undefined;
  readonly stderr: TextSink;
  readonly clean: (text: string) => string;
}

/** Writes an answer while it comes: its text alone to stdout, what happens on the way to stderr. */
export class AnswerPrinter {
  readonly #options: AnswerPrinterOptions;
  readonly #text: WholeText;
  #isThinking = false;
  #isInLine = false;

  constructor(options: AnswerPrinterOptions) {
    this.#options = options;
    this.#text = new WholeText(options.clean);
  }

  take(part: AiStreamPart): void {
    const { stderr, clean } = this.#options;
    if (part.type === 'attempt-fail') stderr.write(`! ${clean(attemptText(part)).replaceAll('\n', ' ')}\n`);
    if (part.type === 'reasoning-delta' && !this.#isThinking) {
      this.#isThinking = true;
      stderr.write('thinking…\n');
    }
    if (part.type === 'text-delta') this.#write(this.#text.push(part.text));
  }

  /** The last line of the answer gets its end. */
  end(): void {
    if (this.#isInLine) this.#write('\n');
  }

  #write(text: string): void {
    if (text === '') return;
    this.#options.stdout?.write(text);
    this.#isInLine = !text.endsWith('\n');
  }
}
