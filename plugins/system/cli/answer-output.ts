import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DevmgrError, type CliInvocation, type TextTools } from 'devmgr/plugin-api';
import type { AnswerObserver, ApiAnswer } from '../servers/client/api-answer.js';
import type { ExchangeHead } from '../servers/client/exchange.js';
import { textDecoder } from '../servers/client/answer-body.js';
import { headerValue } from '../servers/client/header-value.js';
import { prettyJson } from '../servers/client/pretty-json.js';

/**
 * Writes the body of an answer: into a file, or on stdout. A terminal gets JSON indented, and no escape sequences and known secrets; a pipe gets
 * the text as it comes. What is no text is written only into a file.
 */
export class AnswerOutput implements AnswerObserver {
  readonly #invocation: CliInvocation;
  readonly #text: TextTools;
  readonly #path: string | undefined;
  #file: FileHandle | undefined;
  #waits = false;
  #isStreamed = false;
  #last = '\n';

  constructor(invocation: CliInvocation, text: TextTools) {
    this.#invocation = invocation;
    this.#text = text;
    this.#path = invocation.flags.string('output');
  }

  onHead(head: ExchangeHead): void {
    const isJson = /json/i.test(headerValue(head.headers, 'content-type') ?? '');
    this.#waits = this.#path !== undefined || this.#invocation.json || (isJson && this.#invocation.stdout.isTTY);
  }

  async onChunk(chunk: Uint8Array): Promise<void> {
    if (this.#path === undefined) return;
    this.#file ??= await this.#open(this.#path);
    await this.#file.write(chunk);
  }

  /** Throws when nobody takes it any more: that ends the answer. */
  onText(text: string): void {
    if (this.#waits) return;
    this.#isStreamed = true;
    this.#write(text);
    if (this.#invocation.stdout.isBroken) throw new Error('stdout takes no more');
  }

  /** What waits for the end, or is not shown at all, is not read for ever. */
  get isLimited(): boolean {
    return this.#path === undefined && !this.#isStreamed;
  }

  /** Writes what waited for the end. */
  async end(answer: ApiAnswer): Promise<void> {
    const { body } = answer;
    if (this.#path !== undefined) this.#file ??= await this.#open(this.#path);
    await this.dispose();
    if (this.#path !== undefined || this.#invocation.json) return;
    if (this.#waits && body.kind === 'text') this.#write(body.isCut ? wholeText(answer) : body.text);
    if (body.kind === 'text' && this.#invocation.stdout.isTTY && this.isLineOpen) this.#write('\n');
  }

  /** What comes after it on the same stream would stand on its last line. */
  get isLineOpen(): boolean {
    return !this.#last.endsWith('\n');
  }

  async dispose(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  #write(text: string): void {
    const { stdout } = this.#invocation;
    stdout.write(stdout.isTTY ? this.#text.redact(this.#text.clean(text)) : text);
    this.#last = text;
  }

  async #open(path: string): Promise<FileHandle> {
    try {
      return await open(resolve(process.cwd(), path), 'w');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DevmgrError({
        code: 'DEVMGR_STORAGE_FAILED',
        message: `The answer cannot be written to ${path}: ${reason}`,
        hint: 'Name another file: -o FILE',
      });
    }
  }
}

/** A terminal has room for all of it. */
function wholeText({ headers, bytes }: ApiAnswer): string {
  const text = textDecoder(headerValue(headers, 'content-type') ?? '').decode(bytes);
  return prettyJson(text, Number.MAX_SAFE_INTEGER)?.text ?? text;
}
