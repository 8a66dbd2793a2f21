import {
  widgets,
  type FormHandle,
  type MarkdownHandle,
  type MarkdownStop,
  type PluginContext,
} from 'devmgr/plugin-api';
import type { IndexedFile } from 'devmgr/plugin-api/contracts/code-index';
import type { ChatState } from '../../conversation/chat-state.js';
import type { PageGround } from '../page.js';
import { conversationTitle } from './conversation-title.js';
import { ConversationSections } from './conversation-sections.js';
import { emptyConversationText } from './example-questions.js';
import { talkAreas } from './talk-layout.js';

export interface ConversationPaneParts {
  readonly clock: Pick<PluginContext['clock'], 'now'>;
  readonly focusId: string;
  /** Of the line to find in. */
  readonly findFocusId: string;
}

const findCells = 500;
/** A longer question would take the place of the passages. */
const mostQuestionLines = 3;
const mostQuestionChars = 200;

/** What was asked and answered, and the line to find words of it in. */
export class ConversationPane {
  readonly handle: MarkdownHandle;
  readonly find: FormHandle;
  readonly #parts: ConversationPaneParts;
  readonly #sections = new ConversationSections();
  #state: ChatState | undefined;
  #isFinding = false;
  #passages: string | undefined;
  /** What was chosen before the last question was asked: it is no more than a place in the text. */
  #passed: MarkdownStop | undefined;

  constructor({ tab }: PageGround, parts: ConversationPaneParts) {
    this.#parts = parts;
    const { focusId, findFocusId } = parts;
    this.handle = tab.grid.set(...talkAreas.conversation, widgets.markdown, {
      title: 'Conversation',
      focusId,
      empty: emptyConversationText([]),
    });
    this.find = tab.grid.set(...talkAreas.find, widgets.form, {
      border: false,
      focusId: findFocusId,
      escapeLeaves: true,
      fields: [
        { id: 'words', kind: 'text', label: 'Find', width: findCells, placeholder: 'words of this conversation' },
      ],
    });
    tab.own(this.find.onDidChange(() => this.handle.find(this.#words())));
    tab.own(this.find.onDidSubmit(() => this.handle.findNext(1)));
    for (const store of [this.handle.found, this.handle.selected]) tab.own(store.onDidChange(() => this.#showTitle()));
  }

  get isFinding(): boolean {
    return this.#isFinding;
  }

  /** The link, the code or the message that was chosen. */
  selected(): MarkdownStop | undefined {
    const stop = this.handle.selected.get();
    return stop === this.#passed ? undefined : stop;
  }

  show(state: ChatState): void {
    const isOther = state.conversation.id !== this.#state?.conversation.id;
    this.#state = state;
    this.handle.setSections(this.#sections.of(state, this.#parts.clock.now()));
    if (isOther) this.handle.follow(true);
    this.#showFirstPassages(state);
    this.#showTitle();
  }

  /** A question that begins is looked at, whatever was read. */
  showLast(): void {
    this.#passed = this.handle.selected.get();
    this.handle.follow(true);
  }

  /** Of the index: examples of questions are made of them. */
  showExamples(files: readonly IndexedFile[]): void {
    this.handle.setEmpty(emptyConversationText(files));
  }

  /** Passages come all at once, the best first: they are read from there, under what was asked. */
  #showFirstPassages({ conversation, working }: ChatState): void {
    const last = conversation.messages.at(-1);
    if (working || last?.role !== 'assistant' || !last.isExtractive || last.id === this.#passages) return;
    this.#passages = last.id;
    const question = conversation.messages.at(-2);
    const isShort = question !== undefined && question.text.split('\n').length <= mostQuestionLines;
    this.handle.scrollTo(isShort && question.text.length <= mostQuestionChars ? question.id : last.id);
  }

  openFind(): void {
    this.#isFinding = true;
    this.find.focusField('words', { select: true });
    this.handle.find(this.#words());
  }

  endFind(): void {
    this.#isFinding = false;
    this.handle.find(undefined);
  }

  #words(): string | undefined {
    const words = String(this.find.values()['words'] ?? '');
    return words === '' ? undefined : words;
  }

  #showTitle(): void {
    const found = this.#isFinding ? this.handle.found.get() : undefined;
    this.handle.setTitle([
      ...(this.#state
        ? conversationTitle(this.#state.conversation, this.selected()?.section)
        : [{ text: 'Conversation' }]),
      ...(found ? [{ text: ' · ' }, { text: `${found.at} of ${found.count}`, style: 'match' as const }] : []),
      ...(this.#state?.storageProblem === undefined ? [] : [{ text: ' · not kept', style: 'warning' as const }]),
    ]);
  }
}
