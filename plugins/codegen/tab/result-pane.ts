import { widgets, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { pressingLines, resultLines } from './result-lines.js';
import { SeenValues } from './seen-values.js';

/** What came of it. */
export class ResultPane {
  readonly handle: TextHandle;
  #lines: readonly StyledText[] = [];
  #pressing = 0;
  readonly #seen = new SeenValues();
  readonly #seenRoom = new SeenValues();
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

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  show(state: CodegenState): void {
    const { problem, generation, rounds, verification, saved } = state;
    if (!this.#seen.areNew(problem, generation, rounds, verification, saved)) return;
    const lines = resultLines(state);
    this.#lines = lines;
    this.#pressing = pressingLines(state);
    this.handle.setLines(lines);
    this.handle.scrollTo(0);
  }
}
