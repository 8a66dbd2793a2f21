import { widgets, type WidgetHandle } from 'devmgr/plugin-api';
import type { ChatState } from '../../conversation/chat-state.js';
import type { PageGround } from '../page.js';
import { talkAreas, talkWideFrom } from './talk-layout.js';

export interface TalkButtonsParts {
  /** Of the plugin. */
  readonly id: string;
  state(): ChatState;
  isIndexOff(): boolean;
}

/** What is done most where the keys are; while an answer is written, it can be stopped. */
export type BarName = 'writing' | 'reading' | 'side' | 'answering' | 'finding';

/** What takes the place of a bar on a small screen. */
const narrowBars: Readonly<Partial<Record<BarName, string>>> = {
  writing: 'narrow',
  reading: 'narrow',
  finding: 'narrow',
  answering: 'narrowAnswering',
};

interface Button {
  readonly command: string;
  label(): string;
}

/** The buttons under the page: only those whose keys work now, as many as fit into one line. */
export class TalkButtons {
  readonly #bars: ReadonlyMap<string, WidgetHandle>;
  #name = '';
  #isShown = false;

  constructor({ tab }: PageGround, parts: TalkButtonsParts) {
    const rows = Object.entries(barsOf(parts));
    this.#bars = new Map(
      rows.map(([name, commands]) => {
        const bar = tab.grid.set(...talkAreas.buttons, widgets.buttons, { commands });
        bar.show(false);
        return [name, bar];
      }),
    );
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    this.#bars.get(this.#name)?.show(isShown);
  }

  /** `width`: cells of the tab. */
  choose(bar: BarName, width: number): void {
    const name = width < talkWideFrom ? (narrowBars[bar] ?? bar) : bar;
    if (name === this.#name) return;
    const before = this.#bars.get(this.#name);
    const now = this.#bars.get(name);
    const hadFocus = before?.hasFocus.get() ?? false;
    before?.show(false);
    this.#name = name;
    now?.show(this.#isShown);
    if (hadFocus && this.#isShown) now?.focus();
  }
}

function barsOf({ id, state, isIndexOff }: TalkButtonsParts): Readonly<Record<string, readonly Button[]>> {
  const button = (name: string, label: string | (() => string)): Button => ({
    command: `${id}.${name}`,
    label: typeof label === 'string' ? () => label : label,
  });
  const fresh = button('new-conversation', 'New');
  const history = button('show-history', 'History');
  const model = button('choose-model', 'Model');
  const code = button('toggle-context', () => `Code: ${state().usesCode ? 'on' : 'off'}`);
  const find = button('show-find', 'Find code');
  const stop = button('stop-answer', 'Stop');
  return {
    writing: [button('send-question', 'Send'), fresh, history, model, code, find],
    reading: [button('write-question', 'Write'), fresh, history, model, code, find],
    answering: [stop, fresh, history, model, code, find],
    finding: [fresh, history, model, code, find],
    narrow: [fresh, history, model, code, button('show-find', 'Find')],
    narrowAnswering: [stop, fresh, model, code, button('show-find', 'Find')],
    side: [
      button('pin-file', 'Pin'),
      button('refresh-index', 'Refresh'),
      button('rebuild-index', 'Rebuild'),
      button('toggle-index', () => (isIndexOff() ? 'Index: off' : 'Index: on')),
      code,
    ],
  };
}
