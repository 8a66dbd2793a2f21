import {
  widgets,
  type FormHandle,
  type MarkdownHandle,
  type MarkdownStop,
  type PluginContext,
  type StyledText,
} from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
import type { PageGround } from '../page.js';
import { ConversationSections } from './conversation-sections.js';
import { talkAreas } from './talk-layout.js';

export interface ConversationPaneParts {
  readonly clock: Pick<PluginContext['clock'], 'now'>;
  readonly focusId: string;
  /** Of the line to find in. */
  readonly findFocusId: string;
}

const emptyText: StyledText = [
  { text: 'Ask about this project: the answer comes from its own code and says where each part is.\n\n' },
  { text: 'where are orders validated?\n', style: 'muted' },
  { text: 'what calls create_order, and what does it return?\n', style: 'muted' },
  { text: '/find retry    /attach notes.md    /help', style: 'muted' },
];
const findCells = 500;

/** What was asked and answered, and the line to find words of it in. */
export class ConversationPane {
  readonly handle: MarkdownHandle;
  readonly find: FormHandle;
  readonly #parts: ConversationPaneParts;
  readonly #sections = new ConversationSections();
  #state: ChatState | undefined;
  #isFinding = false;
  #passages: string | undefined;

  constructor({ tab }: PageGround, parts: ConversationPaneParts) {
    this.#parts = parts;
    const { focusId, findFocusId } = parts;
    this.handle = tab.grid.set(...talkAreas.conversation, widgets.markdown, {
      title: 'Conversation',
      focusId,
      empty: emptyText,
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
    tab.own(this.handle.found.onDidChange(() => this.#showTitle()));
  }

  get isFinding(): boolean {
    return this.#isFinding;
  }

  /** The link, the code or the message that was chosen. */
  selected(): MarkdownStop | undefined {
    return this.handle.selected.get();
  }

  show(state: ChatState): void {
    const isOther = state.conversation.id !== this.#state?.conversation.id;
    this.#state = state;
    this.handle.setSections(this.#sections.of(state, this.#parts.clock.now()));
    if (isOther) this.handle.follow(true);
    this.#showFirstPassages(state);
    this.#showTitle();
  }

  /** Passages come all at once, the best first: they are read from there. */
  #showFirstPassages({ conversation, working }: ChatState): void {
    const last = conversation.messages.at(-1);
    if (working || last?.role !== 'assistant' || !last.isExtractive || last.id === this.#passages) return;
    this.#passages = last.id;
    this.handle.scrollTo(last.id);
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
    const title = this.#state?.conversation.messages.length ? this.#state.conversation.title : undefined;
    const found = this.#isFinding ? this.handle.found.get() : undefined;
    this.handle.setTitle([
      { text: title === undefined ? 'Conversation' : `Conversation: ${title}` },
      ...(found ? [{ text: ' · ' }, { text: `${found.at} of ${found.count}`, style: 'match' as const }] : []),
      ...(this.#state?.storageProblem === undefined ? [] : [{ text: ' · not kept', style: 'warning' as const }]),
    ]);
  }
}
