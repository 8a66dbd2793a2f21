import { widgets, type EditorHandle, type EditorOptions } from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
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
}

/** A paste of more characters becomes an attachment. */
const largePaste = 20_000;
const placeholder = 'Ask about this project. Alt-Enter begins a line, / lists commands.';

/** Where questions are written. */
export class Composer {
  readonly handle: EditorHandle;
  readonly #parts: ComposerParts;
  readonly #history = new QuestionHistory();

  constructor({ tab }: PageGround, parts: ComposerParts) {
    this.#parts = parts;
    this.handle = tab.grid.set(...talkAreas.composer, widgets.editor, {
      title: 'Message',
      focusId: parts.focusId,
      enter: 'submit',
      placeholder,
      largePaste,
      suggest: parts.suggest,
    });
    tab.own(this.handle.onDidSubmit(() => void this.submit()));
    tab.own(this.handle.onDidPasteLarge((text) => parts.pasteLarge(text)));
    tab.own(this.handle.onDidLeave((direction) => this.#step(direction)));
  }

  /** Sends what is written, and keeps it where it cannot be sent. */
  async submit(): Promise<void> {
    const text = this.handle.text();
    this.handle.setText('');
    this.#history.leave();
    const rest = await this.#parts.submit(text);
    if (rest !== undefined && this.handle.text() === '') this.handle.setText(rest);
  }

  /** In front of what is written already, unless it is the same. */
  write(text: string): void {
    const draft = this.handle.text().trim();
    this.handle.setText(draft === '' || draft === text.trim() ? text : `${text}\n\n${draft}`);
    this.handle.focus();
  }

  /** `cells`: room for the title. */
  show(state: ChatState, target: NextTarget | undefined, cells: number): void {
    this.handle.setTitle(composerTitle(state, target, cells));
    this.#history.set(state.conversation.messages.flatMap(({ role, text }) => (role === 'user' ? [text] : [])));
  }

  #step(direction: 'up' | 'down'): void {
    const text = this.#history.step(direction, this.handle.text());
    if (text !== undefined) this.handle.setText(text);
  }
}
