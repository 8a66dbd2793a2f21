import { widgets, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { DetailPage } from '../detail-page.js';
import type { DetailView } from '../detail-view.js';

const MOST_LINES = 5_000;

/** pytest's own text about a failure, as it would have written it. */
export class TracebackPage implements DetailPage {
  readonly upper: TextHandle;
  #traceback: string | undefined;
  #of: string | undefined;

  constructor(tab: Tab) {
    this.upper = tab.grid.set(0, 0, 1, 1, widgets.text, {
      title: 'Traceback',
      wrap: true,
      focusId: 'tests.details',
      empty: 'There is no traceback: nothing was raised.',
    });
  }

  parts(): readonly [number, number] {
    return [1, 0];
  }

  refresh({ test }: DetailView): void {
    if (test?.traceback === this.#traceback && test?.id === this.#of) return;
    this.#traceback = test?.traceback;
    this.#of = test?.id;
    this.upper.setLines(test?.traceback ? tracebackLines(test.traceback) : []);
    this.upper.scrollTo(0);
  }

  copyText(): string | undefined {
    return this.#traceback;
  }
}

function tracebackLines(traceback: string): readonly StyledText[] {
  const lines = traceback.split('\n');
  const shown = lines.slice(0, MOST_LINES).map(tracebackLine);
  if (lines.length <= MOST_LINES) return shown;
  return [...shown, [{ text: `… ${lines.length - MOST_LINES} more lines; y copies all`, style: 'muted' }]];
}

/** pytest marks the line that raised with `>` and what it says about it with `E`. */
function tracebackLine(line: string): StyledText {
  if (line.startsWith('>')) return [{ text: line, style: 'strong' }];
  if (/^E(\s|$)/.test(line)) return [{ text: line, style: 'error' }];
  return [{ text: line, style: 'code' }];
}
