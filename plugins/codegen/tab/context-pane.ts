import {
  widgets,
  type StyledText,
  type Tab,
  type TextSpan,
  type TableColumn,
  type TableHandle,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { countText, tokensText } from './number-text.js';
import { SeenValues } from './seen-values.js';

/** An item of the context, and whether the person took it out. */
export interface ContextRow {
  readonly item: SentContextItem;
  readonly isRemoved: boolean;
}

const noItems: readonly SentContextItem[] = [];

const columns: readonly TableColumn<ContextRow>[] = [
  { id: 'sign', title: '', width: 1, cell: (row) => (isSent(row) ? [{ text: '✓', style: 'success' }] : '·') },
  { id: 'title', title: 'CONTEXT', width: 'fill', cut: 'middle', cell: (row) => dimmed(row, row.item.title) },
  { id: 'reason', title: 'WHY', width: 'fill', cell: (row) => [{ text: why(row), style: 'muted' }] },
  {
    id: 'tokens',
    title: 'TOKENS',
    width: 6,
    align: 'right',
    cell: (row) => dimmed(row, tokensText(row.item.tokens)),
  },
];

export interface ContextPaneParts {
  readonly focusId: string;
  /** The line was clicked. */
  opened(): void;
}

/** What will be sent beside the prompt, and why. */
export class ContextPane {
  readonly handle: TableHandle<ContextRow>;
  /** What stands in its place while an answer has the room. */
  readonly line: TextHandle;
  readonly #seen = new SeenValues();
  readonly #seenRows = new SeenValues();
  #items: readonly SentContextItem[] = noItems;

  constructor(tab: Tab, { focusId, opened }: ContextPaneParts) {
    this.handle = tab.grid.set(...areas.context, widgets.table<ContextRow>(), {
      title: 'Context',
      focusId,
      columns,
      id: ({ item }) => item.id,
    });
    this.handle.show(false);
    this.line = tab.grid.set(...areas.contextLine, widgets.text, { border: false, focusable: false });
    this.line.show(false);
    tab.own(this.line.onDidClick(() => opened()));
  }

  selected(): SentContextItem | undefined {
    return this.handle.selected.get()?.item;
  }

  show(state: CodegenState): void {
    const { plan, gathered, usesContext, isPlanning, removed, written, planProblem } = state;
    // An empty prompt or target is told, what stands in them is not.
    const isAsked = [state.prompt.trim() === '', state.target.trim() === ''];
    if (!this.#seen.areNew(plan, gathered, usesContext, isPlanning, removed, written, planProblem, ...isAsked)) return;
    const title = contextTitle(state);
    this.handle.setTitle(title);
    this.line.setLines([[{ text: '  ' }, ...toSpans(title), { text: ' · Alt-C shows it', style: 'muted' }]]);
    this.handle.setEmpty(contextEmpty(state));
    const items = itemsOf(state);
    if (!this.#seenRows.areNew(items, removed)) return;
    this.handle.setRows(items.map((item) => ({ item, isRemoved: state.removed.has(item.id) })));
    // Another list is read from its beginning.
    if (items !== this.#items && items[0]) this.handle.select(items[0].id);
    this.#items = items;
  }
}

/** Of what would be sent; while something else is reckoned, of what was. */
export function itemsOf({ plan, gathered, usesContext }: CodegenState): readonly SentContextItem[] {
  return usesContext ? (plan?.items ?? gathered ?? noItems) : noItems;
}

function toSpans(text: StyledText): readonly TextSpan[] {
  return typeof text === 'string' ? [{ text }] : text;
}

const isSent = ({ item, isRemoved }: ContextRow) => !isRemoved && item.leftOut === undefined;

function why({ item, isRemoved }: ContextRow): string {
  if (isRemoved) return 'taken out';
  return item.leftOut === undefined ? item.reason : `${item.reason} · ${item.leftOut}`;
}

function dimmed(row: ContextRow, text: string): StyledText {
  return isSent(row) ? text : [{ text, style: 'muted' }];
}

function contextTitle(state: CodegenState): StyledText {
  const { plan, gathered, usesContext, isPlanning, removed, written } = state;
  if (written) return [{ text: 'Context ' }, { text: 'as in the request that you edited', style: 'warning' }];
  if (!usesContext) return [{ text: 'Context ' }, { text: 'off', style: 'warning' }];
  if (!plan && isPlanning) return [{ text: 'Context ' }, { text: '◐ gathering', style: 'accent' }];
  if (!plan)
    return gathered
      ? [
          { text: 'Context ' },
          { text: `${countText(gathered.length, 'item')} for a model that is ready`, style: 'muted' },
        ]
      : 'Context';
  const rows = plan.items.map((item) => ({ item, isRemoved: removed.has(item.id) }));
  const sent = rows.filter(isSent);
  // What was taken out is not sent, also where the reckoning is older.
  const without = rows.filter(({ item, isRemoved }) => isRemoved && item.leftOut === undefined);
  const tokens = plan.tokens - without.reduce((sum, { item }) => sum + item.tokens, 0);
  const facts = `${countText(sent.length, 'item')} · ${tokensText(Math.max(0, tokens))} of ${tokensText(plan.room)} tokens`;
  return [
    { text: 'Context ' },
    { text: facts, style: 'muted' },
    ...(isPlanning ? [{ text: ' ◐', style: 'accent' as const }] : []),
  ];
}

function contextEmpty({ usesContext, prompt, target, planProblem, isPlanning }: CodegenState): StyledText {
  if (!usesContext) return 'No code of the project is sent. Ctrl-T switches it on.';
  if (planProblem) return 'Nothing can be sent now: the result says why.';
  if (isPlanning) return 'Looking for what the model should see.';
  if (target.trim() === '') return 'Name the file first: what the model is shown follows from it.';
  return prompt.trim() === '' ? 'Say what shall be written: then what the model is shown stands here.' : '';
}
