import { widgets, type EditorHandle, type EditorOptions } from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
import type { KeptDraft } from '../draft/kept-draft.js';
import type { PageGround } from '../page.js';
import { composerTitle, type NextTarget } from './composer-title.js';
import { QuestionHistory } from './question-history.js';
import { talkAreas } from './talk-layout.js';

export interface ComposerParts {
  readonly focusId: string;
  readonly suggest: NonNullable<EditorOptions['suggest']>;
  /** Gives back the text where it was not taken. */
  submit(text: string): Promise<string | undefined>;
  pasteLarge(text: string): void;
  /** What is written outlives the tab and the process. */
  readonly draft: Pick<KeptDraft, 'text' | 'changed' | 'flush'>;
  /** It was emptied with a key. */
  didClear(): void;
}

/** A paste of more characters becomes an attachment. */
const largePaste = 20_000;
const placeholder = 'Ask about this project; / lists commands';

/** Where questions are written. */
export class Composer {
  readonly handle: EditorHandle;
  readonly #parts: ComposerParts;
  readonly #history = new QuestionHistory();
  #isCleared = false;

  constructor({ tab }: PageGround, parts: ComposerParts) {
    this.#parts = parts;
    this.handle = tab.grid.set(...talkAreas.composer, widgets.editor, {
      title: 'Message',
      focusId: parts.focusId,
      enter: 'submit',
      placeholder,
      largePaste,
      suggest: parts.suggest,
      clears: true,
    });
    this.handle.setText(parts.draft.text);
    tab.own(this.handle.onDidSubmit(() => void this.submit()));
    tab.own(this.handle.onDidPasteLarge((text) => parts.pasteLarge(text)));
    tab.own(this.handle.onDidLeave((direction) => this.#step(direction)));
    tab.own(this.handle.onDidChange(() => this.#changed()));
    tab.own(this.handle.onDidClear((text) => this.#cleared(text)));
    tab.own({ dispose: () => parts.draft.flush() });
  }

  /** Sends what is written, and keeps it where it cannot be sent. */
  async submit(): Promise<void> {
    const text = this.handle.text();
    this.empty();
    this.#history.leave();
    const rest = await this.#parts.submit(text);
    if (rest === undefined || this.handle.text() !== '') return;
    this.handle.setText(rest);
    this.#keep();
  }

  empty(): void {
    this.handle.setText('');
    this.#keep();
  }

  /** In front of what is written already, unless it is the same. */
  write(text: string): void {
    const draft = this.handle.text().trim();
    this.handle.setText(draft === '' || draft === text.trim() ? text : `${text}\n\n${draft}`);
    this.#keep();
    this.handle.focus();
  }

  /** `cells`: room for the title. */
  show(state: ChatState, target: NextTarget | undefined, cells: number): void {
    this.handle.setTitle(composerTitle(state, target, cells));
    this.#history.set(state.conversation.messages.flatMap(({ role, text }) => (role === 'user' ? [text] : [])));
  }

  #changed(): void {
    if (!this.#isCleared) this.#keep();
    this.#isCleared = false;
  }

  /** It is kept until something else is written: whoever leaves devmgr now finds it again. */
  #cleared(text: string): void {
    this.#isCleared = true;
    this.#parts.draft.changed(() => text);
    this.#parts.didClear();
  }

  #keep(): void {
    this.#parts.draft.changed(() => this.handle.text());
  }

  #step(direction: 'up' | 'down'): void {
    const text = this.#history.step(direction, this.handle.text());
    if (text !== undefined) this.handle.setText(text);
  }
}
