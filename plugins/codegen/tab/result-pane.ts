import { widgets, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { pressingLines, resultLines } from './result-lines.js';

/** What came of it. */
export class ResultPane {
  readonly handle: TextHandle;
  /** How many lines it has, and how many of them without being looked at. */
  lines = 0;
  pressing = 0;
  #seen: readonly unknown[] = [];

  constructor(tab: Tab, { focusId }: { readonly focusId: string }) {
    this.handle = tab.grid.set(...areas.result, widgets.text, { title: 'Result', focusId });
  }

  show(state: CodegenState): void {
    const { problem, generation, rounds, verification, saved } = state;
    const seen = [problem, generation, rounds, verification, saved];
    if (seen.every((value, at) => value === this.#seen[at])) return;
    this.#seen = seen;
    const lines = resultLines(state);
    this.lines = lines.length;
    this.pressing = pressingLines(state);
    this.handle.setLines(lines);
    this.handle.scrollTo(0);
  }
}
