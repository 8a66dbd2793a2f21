import { randomUUID } from 'node:crypto';
import { DevmgrError, type Clock, type Logger } from 'devmgr/plugin-api';
import type { AnswerEvent, AnswerQuestion, AnswerRequest } from '../answer/answer-event.js';
import type { ChatRecord } from './chat-record.js';
import type { ChatChange } from './chat-reducer.js';
import { consumeAnswer } from './consume-answer.js';
import type { AssistantMessage, ChatMessage, UserMessage } from './conversation.js';

/** How often an answer that comes is written: a crash loses no more than a second. */
const saveMs = 500;
/** So often it is written also when nothing came: other processes see by it that this one is there. */
const beatMs = 5_000;

export interface AnswerRunnerParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly answer: AnswerQuestion;
  readonly record: ChatRecord;
}

/** An answer that is made. */
interface Run {
  readonly messageId: string;
  readonly abort: AbortController;
  /** As it was last written, and when. */
  saved: { readonly message: AssistantMessage; readonly at: number };
  isSaving: boolean;
  /** When it is over: until it is written. */
  written: Promise<void> | undefined;
}

const brokenOff = { message: 'The answer broke off', hint: 'Ask again' };

/** Has one question after the other answered, and writes what comes while it comes. */
export class AnswerRunner {
  readonly #parts: AnswerRunnerParts;
  #run: Run | undefined;

  constructor(parts: AnswerRunnerParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** Resolves when the answer has come to its end, however, and is written. `isAsked`: the question stands there already. */
  async ask(question: UserMessage, { isAsked }: { readonly isAsked: boolean }): Promise<void> {
    const { clock, record } = this.#parts;
    const history = record.conversation.messages.filter(({ id }) => id !== question.id);
    const answer = emptyAnswer(clock.now());
    const saved = { message: answer, at: answer.at };
    const run: Run = { messageId: answer.id, abort: new AbortController(), saved, isSaving: false, written: undefined };
    this.#run = run;
    record.change({ type: 'answer-started', answer, ...(!isAsked && { question }) });
    void this.#saveStart(isAsked ? [answer] : [question, answer], history.length === 0 && !isAsked);
    await this.#consume(run, { question: question.text, attachments: question.attachments, history });
    await run.written;
  }

  /** Asks the answer to end; what has come stays. */
  stop(): void {
    this.#run?.abort.abort();
  }

  /** Ends the answer at once: nobody listens to it any more. */
  leave(status: 'stopped' | 'interrupted'): void {
    const run = this.#run;
    if (!run) return;
    this.#end(run, { type: 'answer-broken', status });
    run.abort.abort();
  }

  async #consume(run: Run, about: Pick<AnswerRequest, 'question' | 'attachments' | 'history'>): Promise<void> {
    const { answer, clock, record } = this.#parts;
    const { usesCode, model, conversation } = record.now;
    const { signal } = run.abort;
    const ticks = clock.setInterval(() => this.#saveProgress(run), saveMs);
    try {
      const events = answer({ ...about, pinned: conversation.pinned, usesCode, model }, { signal });
      await consumeAnswer(events, { signal, clock, onEvent: (event) => this.#take(run, event) });
      if (signal.aborted) this.#end(run, { type: 'answer-broken', status: 'stopped' });
      else this.#end(run, { type: 'answer-broken', status: 'failed', error: brokenOff });
    } catch (error) {
      this.#end(run, { type: 'answer-broken', status: 'failed', error: this.#told(error) });
    } finally {
      void ticks.dispose();
    }
  }

  #take(run: Run, event: AnswerEvent): void {
    if (this.#run !== run) return;
    if (event.type === 'answer-end') this.#end(run, { type: 'answer-event', event });
    else this.#parts.record.change({ type: 'answer-event', event });
  }

  #end(run: Run, change: ChatChange): void {
    if (this.#run !== run) return;
    // First, so that who hears of the change can ask the next question.
    this.#run = undefined;
    const { record } = this.#parts;
    record.change(change);
    run.written = this.#saveAnswer(run);
  }

  #told(error: unknown): NonNullable<AssistantMessage['error']> {
    if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
    this.#parts.log.error('An answer failed', error);
    return { message: error instanceof Error ? error.message : String(error) };
  }

  #saveStart(messages: readonly ChatMessage[], isFirst: boolean): Promise<void> {
    const { record } = this.#parts;
    const { conversation } = record;
    return record.save(async (store) => {
      if (isFirst) return store.create(conversation);
      for (const message of messages) await store.putMessage(conversation.id, message);
    });
  }

  #saveProgress(run: Run): void {
    const { clock, record } = this.#parts;
    if (this.#run !== run || run.isSaving) return;
    const message = answerIn(record, run);
    if (!message || (message === run.saved.message && clock.now() - run.saved.at < beatMs)) return;
    run.saved = { message, at: clock.now() };
    run.isSaving = true;
    void this.#saveAnswer(run).finally(() => (run.isSaving = false));
  }

  async #saveAnswer(run: Run): Promise<void> {
    const { record } = this.#parts;
    const message = answerIn(record, run);
    if (message) await record.save((store, id) => store.putMessage(id, message));
  }
}

function answerIn({ conversation }: ChatRecord, { messageId }: Run): AssistantMessage | undefined {
  const message = conversation.messages.findLast(({ id }) => id === messageId);
  return message?.role === 'assistant' ? message : undefined;
}

function emptyAnswer(at: number): AssistantMessage {
  return {
    ...{ id: randomUUID(), role: 'assistant', at, text: '', status: 'working', target: undefined },
    ...{ isExtractive: false, usage: undefined, sources: [], citations: [], notes: [] },
  };
}
