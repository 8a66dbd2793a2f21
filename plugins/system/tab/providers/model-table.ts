import {
  widgets,
  type PluginContext,
  type StyledText,
  type Tab,
  type TableColumn,
  type TableHandle,
  type TextSpan,
} from 'devmgr/plugin-api';
import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { retirementWarning } from '../../providers/catalogue/retirement-warning.js';
import { priceText, windowText } from '../../providers/view/model-numbers.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ModelFilter } from '../system-view.js';

/** A model, and whether its provider's questions go to it. */
export interface ModelRow {
  readonly model: AiModelInfo;
  readonly isDefault: boolean;
  readonly warning: string | undefined;
}

export interface ModelTable {
  readonly handle: TableHandle<ModelRow>;
  show(view: ProviderView | undefined): void;
  readonly filter: ModelFilter;
}

/** From this width of the details on, warnings stand behind the names. */
const ROOMY = 72;
const NEVER = Number.POSITIVE_INFINITY;

export interface ModelTableOptions {
  /** Cells that the details are wide now. */
  readonly width: () => number;
  /** Called with a model on Enter and a double click. */
  readonly choose: (model: AiModelInfo) => void;
}

/** The models of the selected provider. */
export function createModelTable(
  context: Pick<PluginContext, 'clock' | 'manifest'>,
  tab: Tab,
  { width, choose }: ModelTableOptions,
): ModelTable {
  let shown: ProviderView | undefined;
  const isRoomy = () => width() >= ROOMY;
  const handle = tab.grid.set(4, 1, 1, 1, widgets.table<ModelRow>(), {
    title: 'Models',
    focusId: `${context.manifest.id}.models`,
    columns: columns(isRoomy, () => shown?.state.models ?? []),
    id: ({ model }) => model.id,
    searchText: ({ model }) => model.id,
    empty: 'No models are known',
  });
  tab.own(handle.onDidActivate(({ model }) => choose(model)));
  let filter = '';
  const retitle = () => {
    const counted = countText(shown?.state.models.length ?? 0, handle.shown.get(), filter);
    handle.setTitle(title(counted, handle.selected.get(), isRoomy()));
  };
  tab.own(handle.selected.onDidChange(retitle));
  tab.own(handle.shown.onDidChange(retitle));
  const setFilter = (words: string) => {
    filter = words.trim();
    handle.setFilter(filter);
    retitle();
  };
  return {
    handle,
    filter: {
      get value() {
        return filter;
      },
      set: setFilter,
    },
    show(view) {
      const isOther = view?.id !== shown?.id;
      shown = view;
      if (isOther && filter !== '') setFilter('');
      handle.setEmpty(emptyText(view));
      handle.setRows(rows(view, context.clock.now()));
      if (isOther && view?.state.defaultModel !== undefined) handle.select(view.state.defaultModel);
      retitle();
    },
  };
}

function rows(view: ProviderView | undefined, now: number): readonly ModelRow[] {
  if (!view) return [];
  return view.state.models.map((model) => ({
    model,
    isDefault: model.id === view.state.defaultModel,
    warning: retirementWarning(model, now),
  }));
}

/** A warning of the selected model stands in the title, shortened, where the list has no room for it. */
function title(counted: string, row: ModelRow | undefined, isRoomy: boolean): StyledText {
  const end = row?.model.retirement;
  if (isRoomy || row?.warning === undefined || !end) return counted;
  const instead = end.successor === undefined ? '' : ` → ${end.successor}`;
  return [{ text: `${counted} · ` }, { text: `until ${end.date ?? 'soon'}${instead}`, style: 'warning' as const }];
}

/** `Models 41`, `Models 3 of 41 · luna`. */
function countText(count: number, shown: number, filter: string): string {
  if (filter !== '') return `Models ${shown} of ${count} · ${filter}`;
  return count > 0 ? `Models ${count}` : 'Models';
}

function emptyText(view: ProviderView | undefined): string {
  if (view?.state.status.kind === 'unknown') return 'Looking…';
  return view?.state.status.kind === 'ready' ? 'It lists no models' : 'No models are known';
}

/** Columns of numbers that nobody knows leave their room to the names. */
function columns(isRoomy: () => boolean, models: () => readonly AiModelInfo[]): TableColumn<ModelRow>[] {
  return [
    { id: 'sign', title: '', width: 2, cell: signCell },
    {
      id: 'model',
      width: 'fill',
      get title() {
        return isRoomy() ? 'MODEL / NOTE' : 'MODEL';
      },
      // What stands behind the name is cut first.
      get cut() {
        return isRoomy() ? ('end' as const) : ('middle' as const);
      },
      cell: (row) => [nameSpan(row), ...(isRoomy() ? noteSpans(row) : [])],
      compare: (a, b) => (a.model.id < b.model.id ? -1 : Number(a.model.id > b.model.id)),
    },
    {
      id: 'window',
      title: 'WINDOW',
      width: 6,
      align: 'right',
      get minTableWidth() {
        return models().some(({ contextWindow }) => contextWindow !== undefined) ? 0 : NEVER;
      },
      cell: ({ model }) => windowText(model.contextWindow),
      compare: (a, b) => (a.model.contextWindow ?? 0) - (b.model.contextWindow ?? 0),
    },
    {
      id: 'price',
      title: '$/M IN/OUT',
      width: 10,
      align: 'right',
      get minTableWidth() {
        return models().some((model) => kindOrPrice(model) !== '') ? 36 : NEVER;
      },
      cell: ({ model }) => kindOrPrice(model),
      compare: (a, b) => (a.model.price?.output ?? 0) - (b.model.price?.output ?? 0),
    },
  ];
}

function kindOrPrice({ kind, price }: AiModelInfo): string {
  return kind === 'embedding' ? 'embedding' : priceText(price);
}

/** Each sign has its place, so that the names stand in line. */
function signCell({ isDefault, warning }: ModelRow): StyledText {
  return [
    { text: warning === undefined ? ' ' : '!', style: 'warning' },
    { text: isDefault ? '▸' : ' ', style: 'accent' },
  ];
}

function nameSpan({ model, isDefault }: ModelRow): TextSpan {
  return { text: model.id, style: isDefault ? 'strong' : modelStyle(model) };
}

/** The name of the model, with which a warning begins, stands in the row already. */
function noteSpans({ model, warning }: ModelRow): TextSpan[] {
  return warning === undefined ? [] : [{ text: `  ${warning.replace(`${model.id} `, '')}`, style: 'warning' }];
}

function modelStyle({ kind }: AiModelInfo): 'muted' | 'default' {
  return kind === 'embedding' ? 'muted' : 'default';
}
