import { widgets, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { pressingLines, resultLines } from './result-lines.js';

/** What came of it. */
export class ResultPane {
  readonly handle: TextHandle;
  #lines: readonly StyledText[] = [];
  #pressing = 0;
  #seen: readonly unknown[] = [];

  constructor(tab: Tab, { focusId }: { readonly focusId: string }) {
    this.handle = tab.grid.set(...areas.result, widgets.text, { title: 'Result', focusId, wrap: true });
  }

  /** Rows that it takes where it is `cells` wide; without being looked at only what presses. */
  rows(cells: number, isRead: boolean): number {
    const shown = isRead ? this.#lines : this.#lines.slice(0, this.#pressing);
    return shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(lengthOf(line) / Math.max(1, cells))), 0);
  }

  show(state: CodegenState): void {
    const { problem, generation, rounds, verification, saved } = state;
    const seen = [problem, generation, rounds, verification, saved];
    if (seen.every((value, at) => value === this.#seen[at])) return;
    this.#seen = seen;
    const lines = resultLines(state);
    this.#lines = lines;
    this.#pressing = pressingLines(state);
    this.handle.setLines(lines);
    this.handle.scrollTo(0);
  }
}

function lengthOf(line: StyledText): number {
  return typeof line === 'string' ? line.length : line.reduce((sum, { text }) => sum + text.length, 0);
}
