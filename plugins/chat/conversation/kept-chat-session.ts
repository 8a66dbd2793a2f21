import { randomUUID } from 'node:crypto';
import type { Clock, Disposable, ReadonlyStore, TextTools } from 'devmgr/plugin-api';
import type { AnswerRunner } from './answer-runner.js';
import { withAttachment } from './attachment-list.js';
import type { ChatPreferences } from './chat-preferences.js';
import type { ChatRecord } from './chat-record.js';
import type { ChatSession } from './chat-session.js';
import type { ChatState } from './chat-state.js';
import { chatUsageError } from './chat-usage-error.js';
import type { ConversationKeeper } from './conversation-keeper.js';
import type { Attachment, Conversation, UserMessage } from './conversation.js';
import { emptyConversation } from './empty-conversation.js';
import { exportMarkdown } from './export-markdown.js';
import { titleOf } from './title-of.js';

export interface KeptChatSessionParts {
  readonly clock: Clock;
  readonly text: Pick<TextTools, 'redact'>;
  readonly preferences: ChatPreferences;
  readonly keeper: ConversationKeeper;
  readonly record: ChatRecord;
  readonly runner: AnswerRunner;
}

/** The session that tab and command line use: what is done changes the record, and then what is kept. */
export class KeptChatSession implements ChatSession, Disposable {
  readonly #parts: KeptChatSessionParts;
  readonly #record: ChatRecord;
  /** The last conversation that was asked for. */
  #wanted: string | undefined;

  constructor(parts: KeptChatSessionParts) {
    this.#parts = parts;
    this.#record = parts.record;
  }

  get state(): ReadonlyStore<ChatState> {
    return this.#record.state;
  }

  async send(question: string): Promise<void> {
    if (question.trim() === '') throw chatUsageError('The question is empty', 'Write what you want to know');
    this.#assertIdle();
    const { clock, text, runner } = this.#parts;
    const { attachments, takenBack } = this.#record.now;
    // Masked here once: as it is shown, sent and kept.
    const masked = text.redact(question.trim());
    const message: UserMessage = { id: randomUUID(), role: 'user', at: clock.now(), text: masked, attachments };
    await runner.ask(message, { replaces: takenBack });
  }

  stop(): void {
    this.#parts.runner.stop();
  }

  async regenerate(): Promise<void> {
    this.#assertIdle();
    const question = lastQuestion(this.#record.conversation);
    if (!question) throw chatUsageError('Nothing was asked yet', 'Ask a question first');
    this.keepTakenBack();
    await this.#parts.runner.askAgain(question);
  }

  async takeBack(): Promise<string | undefined> {
    this.#parts.runner.leave('stopped');
    const question = lastQuestion(this.#record.conversation);
    if (!question || question.id === this.#record.now.takenBack) return undefined;
    this.#setAttachments(this.#record.now.attachments.reduce(withAttachment, question.attachments));
    this.#record.change({ type: 'taken-back', question: question.id });
    return question.text;
  }

  keepTakenBack(): void {
    const { takenBack, attachments } = this.#record.now;
    if (takenBack === undefined) return;
    const question = this.#record.conversation.messages.find(({ id }) => id === takenBack);
    const own = question?.role === 'user' ? question.attachments : [];
    this.#setAttachments(attachments.filter((attachment) => !own.includes(attachment)));
    this.#record.change({ type: 'taken-back', question: undefined });
  }

  startNew(options: Parameters<ChatSession['startNew']>[0] = {}): void {
    this.#show(emptyConversation(this.#parts.clock.now(), options));
    this.#setAttachments([]);
  }

  list(words?: string): ReturnType<ChatSession['list']> {
    return this.#parts.keeper.list(words);
  }

  async open(id: string): Promise<void> {
    if (this.#parts.runner.isRunning && this.#record.conversation.id === id) return;
    this.#wanted = id;
    const conversation = await this.#parts.keeper.open(id);
    if (this.#wanted !== id) return;
    if (!conversation) throw chatUsageError('This conversation is not there any more', 'Choose another one');
    this.#show(conversation);
  }

  async rename(title: string): Promise<void> {
    const given = title.replace(/\s+/g, ' ').trim();
    const made = titleOf(this.#record.conversation.messages[0]?.text ?? '');
    this.#record.change({ type: 'renamed', title: given === '' ? made : given });
    const { messages, title: kept } = this.#record.conversation;
    if (messages.length > 0) await this.#record.save((store, id) => store.rename(id, kept));
  }

  async remove(id: string): Promise<void> {
    if (this.#record.conversation.id === id) this.#parts.runner.leave('stopped');
    await this.#parts.keeper.remove(id);
    if (this.#record.conversation.id === id) this.startNew();
  }

  attach(attachment: Attachment): void {
    this.#setAttachments(withAttachment(this.#record.now.attachments, attachment));
  }

  detach(title: string): void {
    this.#setAttachments(this.#record.now.attachments.filter((attachment) => attachment.title !== title));
  }

  async pin(path: string): Promise<void> {
    await this.#pin([...new Set([...this.#record.conversation.pinned, path])]);
  }

  async unpin(path: string): Promise<void> {
    await this.#pin(this.#record.conversation.pinned.filter((pinned) => pinned !== path));
  }

  setUsesCode(on: boolean): void {
    this.#record.change({ type: 'uses-code-set', on });
    this.#parts.preferences.usesCode = on;
  }

  setModel(selection: string | undefined): void {
    this.#record.change({ type: 'model-set', model: selection });
    this.#parts.preferences.model = selection;
  }

  exportMarkdown(): string {
    return exportMarkdown(this.#record.conversation);
  }

  async dispose(): Promise<void> {
    this.#parts.runner.leave('interrupted');
    await this.#parts.keeper.dispose();
    this.#record.state.dispose();
  }

  #assertIdle(): void {
    if (this.#parts.runner.isRunning)
      throw chatUsageError('A question is being answered', 'Wait for the answer, or stop it');
  }

  #show(conversation: Conversation): void {
    this.#parts.runner.leave('stopped');
    this.#wanted = undefined;
    this.#record.change({ type: 'conversation-opened', conversation });
  }

  #setAttachments(attachments: readonly Attachment[]): void {
    this.#record.change({ type: 'attachments-set', attachments });
  }

  async #pin(paths: readonly string[]): Promise<void> {
    this.#record.change({ type: 'pinned', paths });
    if (this.#record.conversation.messages.length > 0)
      await this.#record.save((store, id) => store.setPinned(id, paths));
  }
}

function lastQuestion({ messages }: Conversation): UserMessage | undefined {
  return messages.findLast((message) => message.role === 'user');
}
