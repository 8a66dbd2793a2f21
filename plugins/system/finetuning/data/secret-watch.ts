import type { TextTools } from 'devmgr/plugin-api';
import type { FileLine } from './read-lines.js';

/** Characters that are looked at in about a millisecond. */
const AT_ONCE = 32_000;

/** Finds the lines of a file in which something looks like a secret: a provider keeps what it is sent. */
export class SecretWatch {
  readonly #tools: Pick<TextTools, 'redact' | 'redactLong'>;
  readonly #found: (line: number) => void;
  #waiting: FileLine[] = [];
  #chars = 0;

  constructor(tools: Pick<TextTools, 'redact' | 'redactLong'>, found: (line: number) => void) {
    this.#tools = tools;
    this.#found = found;
  }

  /** A promise when it takes longer. */
  add(line: FileLine): void | Promise<void> {
    if (line.text.length > AT_ONCE) return this.#lookLong(line);
    this.#waiting.push(line);
    this.#chars += line.text.length;
    if (this.#chars >= AT_ONCE) this.flush();
  }

  /** Many lines at once: nearly all of them hold nothing. */
  flush(): void {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#chars = 0;
    const whole = lines.map(({ text }) => text).join('\n');
    if (this.#tools.redact(whole) === whole) return;
    for (const { number, text } of lines) if (this.#tools.redact(text) !== text) this.#found(number);
  }

  async #lookLong({ number, text }: FileLine): Promise<void> {
    if ((await this.#tools.redactLong(text)) !== text) this.#found(number);
  }
}
