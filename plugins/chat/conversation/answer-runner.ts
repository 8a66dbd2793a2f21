import { randomUUID } from 'node:crypto';
import { DevmgrError, ExitCode, type Clock, type Logger } from 'devmgr/plugin-api';
import type { AnswerEvent, AnswerQuestion, AnswerRequest } from '../answer/answer-event.js';
import type { ChatRecord } from './chat-record.js';
import type { ChatChange } from './chat-reducer.js';
import { consumeAnswer } from './consume-answer.js';
import type { AssistantMessage, ChatMessage, UserMessage } from './conversation.js';
import { JoinedDeltas } from './joined-deltas.js';

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
  readonly deltas: JoinedDeltas;
  /** What stands in its place in the store, until there is some text of it. */
  replaced: readonly ChatMessage[];
  /** As it was last written, and when. */
  saved: { readonly message: AssistantMessage; readonly at: number };
  isSaving: boolean;
  /** When it is over: until it is written. */
  written: Promise<void> | undefined;
  /** Why what it was to replace stands there again. */
  failure: AssistantMessage['error'];
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

  /**
   * Resolves when the answer has come to its end, however, and is written. `replaces`: the id of the message that the question comes
   * in the place of, with all after it.
   */
  async ask(question: UserMessage, { replaces }: { readonly replaces?: string | undefined } = {}): Promise<void> {
    const { record } = this.#parts;
    if (replaces !== undefined) record.change({ type: 'messages-removed', from: replaces });
    const history = record.conversation.messages;
    const run = this.#begin([]);
    record.change({ type: 'answer-started', answer: run.saved.message, question });
    void this.#saveStart([question, run.saved.message], { isFirst: history.length === 0, replaces });
    await this.#consume(run, { question: question.text, attachments: question.attachments, history });
    await run.written;
  }

  /**
   * Asks the last question anew. What follows it stays until there is some text of the new answer; where none comes it is put back,
   * and a failure rejects with `DEVMGR_AI_PROVIDER_FAILED`.
   */
  async askAgain(question: UserMessage): Promise<void> {
    const { record } = this.#parts;
    const run = this.#begin(this.#takeAfter(question));
    const history = record.conversation.messages.filter(({ id }) => id !== question.id);
    const answer = run.saved.message;
    record.change({ type: 'answer-started', answer });
    if (run.replaced.length === 0) void this.#saveStart([answer], { isFirst: false });
    await this.#consume(run, { question: question.text, attachments: question.attachments, history });
    await run.written;
    if (run.failure) throw inVain(run.failure);
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

  /** Only from what is shown. */
  #takeAfter(question: UserMessage): readonly ChatMessage[] {
    const { record } = this.#parts;
    const { messages } = record.conversation;
    const after = messages.slice(messages.findIndex(({ id }) => id === question.id) + 1);
    if (after[0]) record.change({ type: 'messages-removed', from: after[0].id });
    return after;
  }

  /** `replaced`: what the answer comes in the place of. */
  #begin(replaced: readonly ChatMessage[]): Run {
    const { clock, record } = this.#parts;
    const answer = emptyAnswer(clock.now());
    const publish = (text: string) => record.change({ type: 'answer-event', event: { type: 'text-delta', text } });
    const run: Run = {
      ...{ messageId: answer.id, abort: new AbortController(), deltas: new JoinedDeltas(clock, publish), replaced },
      ...{ saved: { message: answer, at: answer.at }, isSaving: false, written: undefined, failure: undefined },
    };
    this.#run = run;
    return run;
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
    if (event.type === 'text-delta') return run.deltas.add(event.text);
    if (event.type === 'answer-end') return this.#end(run, { type: 'answer-event', event });
    run.deltas.flush();
    this.#parts.record.change({ type: 'answer-event', event });
  }

  #end(run: Run, change: ChatChange): void {
    if (this.#run !== run) return;
    run.deltas.flush();
    // First, so that who hears of the change can ask the next question.
    this.#run = undefined;
    const { record } = this.#parts;
    if (run.replaced.length > 0 && answerIn(record, run)?.text === '') return this.#putBack(run, change);
    record.change(change);
    run.written = this.#saveAnswer(run);
  }

  /** What was to be replaced stands there again. */
  #putBack(run: Run, change: ChatChange): void {
    const { messageId, replaced } = run;
    const { record } = this.#parts;
    if (change.type === 'answer-broken') run.failure = change.error;
    record.change({ type: 'answer-put-back', messages: replaced });
    // It may have been written nevertheless: a store that had failed is given the whole conversation.
    run.written = record.save(async (store, id) => {
      await store.removeFrom(id, messageId);
      for (const message of replaced) await store.putMessage(id, message);
    });
  }

  #told(error: unknown): NonNullable<AssistantMessage['error']> {
    if (DevmgrError.isInstance(error)) return { message: error.message, hint: error.hint };
    this.#parts.log.error('An answer failed', error);
    return { message: error instanceof Error ? error.message : String(error) };
  }

  #saveStart(
    messages: readonly ChatMessage[],
    { isFirst, replaces }: { readonly isFirst: boolean; readonly replaces?: string | undefined },
  ): Promise<void> {
    const { record } = this.#parts;
    const { conversation } = record;
    return record.save(async (store) => {
      // As a whole: also without what is replaced.
      if (isFirst) return store.create(conversation);
      if (replaces !== undefined) await store.removeFrom(conversation.id, replaces);
      for (const message of messages) await store.putMessage(conversation.id, message);
    });
  }

  #saveProgress(run: Run): void {
    const { clock, record } = this.#parts;
    if (this.#run !== run || run.isSaving) return;
    const message = answerIn(record, run);
    if (message?.text === '' && run.replaced.length > 0) return;
    if (!message || (message === run.saved.message && clock.now() - run.saved.at < beatMs)) return;
    run.saved = { message, at: clock.now() };
    run.isSaving = true;
    void this.#saveAnswer(run).finally(() => (run.isSaving = false));
  }

  async #saveAnswer(run: Run): Promise<void> {
    const { record } = this.#parts;
    const message = answerIn(record, run);
    if (!message) return;
    const [first] = run.replaced;
    run.replaced = [];
    await record.save(async (store, id) => {
      if (first) await store.removeFrom(id, first.id);
      await store.putMessage(id, message);
    });
  }
}

function answerIn({ conversation }: ChatRecord, { messageId }: Run): AssistantMessage | undefined {
  const message = conversation.messages.findLast(({ id }) => id === messageId);
  return message?.role === 'assistant' ? message : undefined;
}

function inVain({ message, hint }: NonNullable<AssistantMessage['error']>): DevmgrError {
  return new DevmgrError({
    ...{ code: 'DEVMGR_AI_PROVIDER_FAILED', exitCode: ExitCode.unavailable, hint },
    message: `${message}. The answer from before is kept`,
  });
}

function emptyAnswer(at: number): AssistantMessage {
  return {
    ...{ id: randomUUID(), role: 'assistant', at, text: '', status: 'working', target: undefined },
    ...{ isExtractive: false, usage: undefined, sources: [], citations: [], notes: [] },
  };
}
