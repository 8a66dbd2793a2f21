import type { Disposable, EditorOptions, EditorSuggestions } from 'devmgr/plugin-api';
import type { Key, WidgetHost } from '../widget.js';
import type { EditorDocument } from './editor-document.js';
import { SuggestionList, type Suggestion } from './suggestion-list.js';

/** Characters of a text: a longer one would have to be put together for every key. */
const MOST_ASKED = 1_000_000;

export interface SuggestingParts {
  readonly host: WidgetHost;
  readonly document: EditorDocument;
  readonly suggest: EditorOptions['suggest'];
  /** The cell of the widget over which an offset stands. */
  cellOf(offset: number): { readonly x: number; readonly y: number };
  /** Puts a suggestion into the text, from an offset up to the cursor. */
  take(from: number, insert: string): void;
}

/** Asks for suggestions, shows them beside the cursor and lets one be chosen. */
export class Suggesting {
  readonly #parts: SuggestingParts;
  #from = 0;
  #open: { readonly list: SuggestionList; readonly popup: Disposable } | undefined;
  /** Where a list was closed with Esc: it stays closed for what is typed there. */
  #closedAt: number | undefined;

  constructor(parts: SuggestingParts) {
    this.#parts = parts;
  }

  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Text or cursor have changed: asks again. */
  update(): void {
    const found = this.#ask();
    if (found?.from !== this.#closedAt) this.#closedAt = undefined;
    if (!found || this.#closedAt !== undefined) return this.close();
    this.#from = found.from;
    if (this.#open) this.#open.list.setItems(found.items);
    else this.#show(found);
    this.#parts.host.requestFrame();
  }

  close(): void {
    void this.#open?.popup.dispose();
    this.#open = undefined;
  }

  /** True when the key was for the list. */
  onKey(key: Key): boolean {
    const list = this.#open?.list;
    if (!list) return false;
    if (key.full === 'escape') {
      this.#closedAt = this.#from;
      this.close();
      return true;
    }
    if (key.full === 'tab' || key.full === 'enter') return this.#take(list.selected, key.full === 'tab');
    const step = { up: -1, down: 1, pageup: -list.page, pagedown: list.page }[key.full];
    if (step === undefined) return false;
    list.move(step);
    this.#parts.host.requestFrame();
    return true;
  }

  /** What stands there already is not taken: then Enter means what it means without a list. */
  #take(item: Suggestion | undefined, isUsed: boolean): boolean {
    this.close();
    if (!item || item.insert === this.#written(this.#from)) return isUsed;
    this.#parts.take(this.#from, item.insert);
    return true;
  }

  #show({ items }: EditorSuggestions): void {
    const list: SuggestionList = new SuggestionList(items, {
      anchor: () => this.#parts.cellOf(this.#from),
      take: (item) => void this.#take(item, true),
    });
    this.#open = { list, popup: this.#parts.host.openPopup(list) };
  }

  /** Undefined when there is nothing to choose: a list of what stands there already is none. */
  #ask(): EditorSuggestions | undefined {
    const { document, suggest, host } = this.#parts;
    if (!suggest || document.selection || document.buffer.length > MOST_ASKED) return undefined;
    const found = host.guard('suggest', () => suggest(document.text, document.cursor), undefined);
    if (!found || found.from > document.cursor || found.items.length === 0) return undefined;
    const [only, second] = found.items;
    return !second && only?.insert === this.#written(found.from) ? undefined : found;
  }

  #written(from: number): string {
    return this.#parts.document.buffer.slice(from, this.#parts.document.cursor);
  }
}
