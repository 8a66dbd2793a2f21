import type { AiLanguageModel, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { NO_ANSWER, withPart, type Answer } from './answer.js';
import { attemptText, failureLines, summaryText } from './answer-text.js';
import { targetText } from './target-text.js';
import { WholeText } from './whole-text.js';
import { WrappedDocument } from './wrapped-document.js';

export interface TrialOptions {
  readonly model: AiLanguageModel;
  readonly question: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly clean: (text: string) => string;
  readonly widthOf: (text: string) => number;
}

/** One question to one provider, and its answer as text that grows. */
export class Trial {
  readonly providerId: string;
  readonly document: WrappedDocument;
  readonly #options: TrialOptions;
  readonly #abort = new AbortController();
  readonly #startedAt: number;
  readonly #text: WholeText;
  #answer: Answer = NO_ANSWER;
  #last: AiStreamPart['type'] | undefined;
  #isRunning = true;

  constructor(options: TrialOptions) {
    this.#options = options;
    this.providerId = options.model.providerId;
    this.#startedAt = options.now();
    this.#text = new WholeText(options.clean);
    this.document = new WrappedDocument(options.widthOf, 80);
    this.document.appendLine(`> ${options.clean(options.question)}`, 'accent');
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** The text of the answer, as it came. */
  get text(): string {
    return this.#answer.text;
  }

  /** `gpt-6-luna · asking…`, `gpt-6-luna`. */
  get title(): string {
    const { modelId } = this.#answer.target ?? this.#options.model;
    if (!this.#isRunning) return modelId;
    return `${modelId} · ${this.#answer.firstTokenMs === undefined ? 'waiting…' : 'answering…'}`;
  }

  /** Runs to the end; never rejects. `changed` is called after every part. */
  async run(changed: () => void): Promise<void> {
    const { model, question } = this.#options;
    try {
      const request = { messages: [{ role: 'user' as const, text: question }] };
      for await (const part of model.stream(request, { signal: this.#abort.signal })) {
        this.#take(part);
        changed();
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#fail(error);
    }
    this.#isRunning = false;
    this.#close();
    changed();
  }

  /** What came so far stays. */
  stop(): void {
    this.#abort.abort();
  }

  #take(part: AiStreamPart): void {
    this.#answer = withPart(this.#answer, part, this.#options.now() - this.#startedAt);
    if (part.type === 'attempt-fail') this.document.appendLine(`! ${this.#clean(attemptText(part))}`, 'warning');
    if (part.type === 'reasoning-delta') this.document.append(this.#text.push(part.text), 'muted');
    if (part.type === 'text-delta') {
      if (this.#last === 'reasoning-delta') this.document.append('\n\n');
      this.document.append(this.#text.push(part.text));
    }
    this.#last = part.type;
  }

  #fail(error: unknown): void {
    const [message = '', hint] = failureLines(error);
    this.document.appendLine(`✗ ${this.#clean(message)}`, 'error');
    if (hint !== undefined) this.document.appendLine(this.#clean(hint));
  }

  #close(): void {
    const { end, text, target } = this.#answer;
    if (text !== '') this.document.appendLine('');
    if (end) this.document.appendLine(this.#clean(summaryText(this.#answer)), 'muted');
    else if (this.#abort.signal.aborted) this.document.appendLine(this.#clean(stoppedText(target)), 'muted');
  }

  #clean(text: string): string {
    return this.#options.clean(text).replaceAll('\n', ' ');
  }
}

function stoppedText(target: Answer['target']): string {
  return ['stopped', ...(target === undefined ? [] : [targetText(target)])].join(' · ');
}
