import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { CodegenState } from '../session/codegen-state.js';
import { verdictCounts, verdictWords } from '../verify/verdict-words.js';
import { areas } from './codegen-layout.js';
import { costText, durationText, tokensText } from './number-text.js';

/** A model that can take part, or does. */
export interface Contestant {
  /** `provider/model`. */
  readonly model: string;
  /** Where code goes, how much it reads. */
  readonly detail: string;
}

interface ContestRow extends Contestant {
  readonly isMarked: boolean;
  readonly rank: number | undefined;
  readonly entry: BakeOffEntry | undefined;
}

/** The same prompt to several models: which ones, and who did best. */
export class BakeOffPage {
  readonly handle: TableHandle<ContestRow>;
  #models: readonly Contestant[] = [];
  #marked: ReadonlySet<string> = new Set();
  #entries: readonly BakeOffEntry[] = [];

  constructor(tab: Tab, { focusId }: { readonly focusId: string }) {
    this.handle = tab.grid.set(...areas.bakeOff, widgets.table<ContestRow>(), {
      title: bakeOffTitle,
      focusId,
      columns,
      id: ({ model }) => model,
      empty: 'No model that writes code is ready. The System tab (F1) says what each provider needs.',
    });
    this.handle.show(false);
  }

  get marked(): readonly string[] {
    return this.#models.flatMap(({ model }) => (this.#marked.has(model) ? [model] : []));
  }

  get entry(): BakeOffEntry | undefined {
    return this.handle.selected.get()?.entry;
  }

  /** Those that are ready now; what was marked stays so. */
  setModels(models: readonly Contestant[]): void {
    this.#models = models;
    this.#show();
  }

  toggle(): void {
    const row = this.handle.selected.get();
    if (!row) return;
    const marked = new Set(this.#marked);
    if (!marked.delete(row.model)) marked.add(row.model);
    this.#marked = marked;
    this.#show();
  }

  show({ bakeOff }: CodegenState): void {
    if (bakeOff === this.#entries) return;
    this.#entries = bakeOff;
    this.#show();
  }

  /** Those that took part first, best first. */
  #show(): void {
    const ranked = this.#entries.map((entry, at) => ({
      model: entry.model,
      detail: this.#models.find(({ model }) => model === entry.model)?.detail ?? '',
      ...{ isMarked: this.#marked.has(entry.model), rank: entry.status === 'done' ? at + 1 : undefined, entry },
    }));
    const taking = new Set(ranked.map(({ model }) => model));
    const others = this.#models
      .filter(({ model }) => !taking.has(model))
      .map((each) => ({ ...each, isMarked: this.#marked.has(each.model), rank: undefined, entry: undefined }));
    this.handle.setRows([...ranked, ...others]);
  }
}

const bakeOffTitle: StyledText = [
  { text: 'Bake-off ' },
  { text: 'the same prompt to several models, ranked by tests, time and cost', style: 'muted' },
];

const columns: readonly TableColumn<ContestRow>[] = [
  { id: 'mark', title: '', width: 3, cell: ({ isMarked }) => (isMarked ? [{ text: '[x]', style: 'accent' }] : '[ ]') },
  { id: 'rank', title: '#', width: 2, align: 'right', cell: ({ rank }) => (rank === undefined ? '' : String(rank)) },
  { id: 'model', title: 'MODEL', width: 'fill', cut: 'middle', cell: ({ model }) => model },
  { id: 'status', title: 'STATUS', width: 12, cell: ({ entry }) => (entry ? statusCell(entry) : '') },
  { id: 'tests', title: 'TESTS', width: 21, cell: ({ entry }) => testsCell(entry) },
  {
    id: 'time',
    title: 'TIME',
    width: 6,
    align: 'right',
    cell: ({ entry }) => (entry?.durationMs === undefined ? '' : durationText(entry.durationMs)),
  },
  { id: 'cost', title: 'COST', width: 7, align: 'right', cell: ({ entry }) => (entry ? costText(entry.costUsd) : '') },
  {
    id: 'detail',
    title: 'ABOUT',
    width: 'fill',
    minTableWidth: 110,
    cell: ({ detail, entry }) => [{ text: entry?.error?.message ?? detail, style: entry?.error ? 'error' : 'muted' }],
  },
];

function statusCell({ status, received, generation }: BakeOffEntry): StyledText {
  switch (status) {
    case 'waiting':
      return [{ text: '○ waiting', style: 'muted' }];
    case 'writing':
      return [{ text: `◐ ${tokensText(received)} chars`, style: 'accent' }];
    case 'testing':
      return [{ text: '◐ testing', style: 'accent' }];
    case 'done':
      return generation?.files.length === 0
        ? [{ text: '! no code', style: 'warning' }]
        : [{ text: '✓ done', style: 'success' }];
    case 'failed':
      return [{ text: '✗ failed', style: 'error' }];
    case 'stopped':
      return [{ text: '! stopped', style: 'warning' }];
  }
}

function testsCell(entry: BakeOffEntry | undefined): StyledText {
  const { verification } = entry ?? {};
  if (!verification) return '';
  const { verdict } = verification;
  const words = verdictWords(verdictCounts(verification));
  if (verdict === 'passed') return [{ text: `✓ ${words}`, style: 'success' }];
  if (verdict === 'failed') return [{ text: `✗ ${words}`, style: 'error' }];
  return [{ text: `! ${words}`, style: 'warning' }];
}
