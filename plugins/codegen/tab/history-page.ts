import { widgets, type Clock, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import type { GenerationHistory, GenerationSummary } from '../history/generation-history.js';
import { verdictWords } from '../verify/verdict-words.js';
import { areas } from './codegen-layout.js';
import { ageText } from './number-text.js';

export interface HistoryPageParts {
  readonly focusId: string;
  readonly clock: Pick<Clock, 'now'>;
  history(): Promise<GenerationHistory>;
  onError(error: unknown): void;
}

const mostRows = 500;

/** Earlier generations of this project. */
export class HistoryPage {
  readonly handle: TableHandle<GenerationSummary>;
  readonly #tab: Tab;
  readonly #parts: HistoryPageParts;
  #isListening = false;
  /** Counts what was asked for: answers come in any order, and only the last one is true. */
  #asked = 0;

  constructor(tab: Tab, parts: HistoryPageParts) {
    this.#tab = tab;
    this.#parts = parts;
    this.handle = tab.grid.set(...areas.history, widgets.table<GenerationSummary>(), {
      title: 'Generations',
      focusId: parts.focusId,
      columns: columnsOf(parts.clock),
      id: ({ id }) => id,
      empty: 'Nothing was generated in this project yet.',
    });
    this.handle.show(false);
  }

  selectedId(): string | undefined {
    return this.handle.selected.get()?.id;
  }

  /** Reads what there is, and follows it from now on. */
  async refresh(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const history = await this.#parts.history();
      if (!this.#isListening) this.#tab.own(history.onDidChange(() => void this.refresh()));
      this.#isListening = true;
      const rows = await history.list({ limit: mostRows, inRows: true });
      if (asked !== this.#asked) return;
      this.handle.setTitle(rows.length === 0 ? 'Generations' : `Generations ${rows.length}`);
      this.handle.setRows(rows);
    } catch (error) {
      this.#parts.onError(error);
    }
  }
}

function columnsOf(clock: Pick<Clock, 'now'>): readonly TableColumn<GenerationSummary>[] {
  return [
    { id: 'age', title: 'AGE', width: 4, align: 'right', cell: ({ at }) => ageText(clock.now() - at) },
    { id: 'target', title: 'FILE', width: 'fill', cut: 'start', cell: ({ target }) => target },
    { id: 'prompt', title: 'PROMPT', width: 'fill', cell: promptCell },
    { id: 'model', title: 'MODEL', width: 20, cut: 'middle', minTableWidth: 100, cell: ({ model }) => model },
    { id: 'tests', title: 'TESTS', width: 21, cell: (row) => testsCell(row) },
    {
      id: 'saved',
      title: 'SAVED',
      width: 5,
      cell: ({ savedAs }) => (savedAs === undefined ? '-' : [{ text: '✓', style: 'success' }]),
    },
  ];
}

function promptCell({ prompt, answers = 1 }: GenerationSummary): StyledText {
  return [...(answers > 1 ? [{ text: `${answers} answers `, style: 'muted' } as const] : []), { text: prompt }];
}

function testsCell({ tests }: GenerationSummary): StyledText {
  if (!tests) return [{ text: '-', style: 'muted' }];
  const words = verdictWords(tests);
  if (tests.verdict === 'passed') return [{ text: `✓ ${words}`, style: 'success' }];
  if (tests.verdict === 'failed') return [{ text: `✗ ${words}`, style: 'error' }];
  return [{ text: `! ${words}`, style: 'warning' }];
}
