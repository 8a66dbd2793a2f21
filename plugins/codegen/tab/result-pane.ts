import { widgets, type StyledText, type Tab, type TextSpan, type TextHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { countText } from './number-text.js';
import { pressingLines, resultLines } from './result-lines.js';
import { SeenValues } from './seen-values.js';

/** What came of it. */
export class ResultPane {
  readonly handle: TextHandle;
  #lines: readonly StyledText[] = [];
  #pressing = 0;
  readonly #seen = new SeenValues();
  readonly #seenRoom = new SeenValues();
  readonly #seenTitle = new SeenValues();
  #rows = 0;

  constructor(tab: Tab, { focusId }: { readonly focusId: string }) {
    this.handle = tab.grid.set(...areas.result, widgets.text, { title: 'Result', focusId, wrap: true });
  }

  /** Rows that it takes where it is `cells` wide; without being looked at only what presses. */
  rows(cells: number, isRead: boolean): number {
    if (!this.#seenRoom.areNew(cells, isRead, this.#lines)) return this.#rows;
    this.#rows = this.handle.rowsFor(cells, isRead ? undefined : this.#pressing);
    return this.#rows;
  }

  /** Says how much there is that the room has no place for, and how to read it. */
  setRoom(cells: number, rows: number): void {
    if (!this.#seenTitle.areNew(cells, rows, this.#lines)) return;
    const hidden = rows === 0 ? 0 : this.handle.rowsFor(cells) - rows;
    const more: TextSpan = { text: `${countText(hidden, 'more line')} · Alt-R shows them`, style: 'muted' };
    this.handle.setTitle(hidden > 0 ? [{ text: 'Result ' }, more] : 'Result');
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  show(state: CodegenState): void {
    const { problem, planProblem, generation, rounds, verification, saved } = state;
    if (!this.#seen.areNew(problem, planProblem, generation, rounds, verification, saved)) return;
    const lines = resultLines(state);
    this.#lines = lines;
    this.#pressing = pressingLines(state);
    this.handle.setLines(lines);
    this.handle.scrollTo(0);
  }
}
