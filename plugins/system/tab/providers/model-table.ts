import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { retirementWarning } from '../../providers/catalogue/retirement-warning.js';
import { priceText, windowText } from '../../providers/view/model-numbers.js';
import type { ProviderView } from '../../providers/view/provider-view.js';

/** A model, and whether its provider's questions go to it. */
export interface ModelRow {
  readonly model: AiModelInfo;
  readonly isDefault: boolean;
  readonly warning: string | undefined;
}

export interface ModelTable {
  readonly handle: TableHandle<ModelRow>;
  show(view: ProviderView | undefined): void;
}

/** The models of the selected provider. `choose` is called with one on Enter and a double click. */
export function createModelTable(tab: Tab, now: () => number, choose: (model: AiModelInfo) => void): ModelTable {
  const handle = tab.grid.set(4, 1, 1, 1, widgets.table<ModelRow>(), {
    title: 'Models',
    focusId: 'system.models',
    columns: columns(),
    id: ({ model }) => model.id,
    empty: 'No models are known',
  });
  tab.own(handle.onDidActivate(({ model }) => choose(model)));
  let shown: ProviderView | undefined;
  const retitle = () => handle.setTitle(title(shown, handle.selected.get()));
  tab.own(handle.selected.onDidChange(retitle));
  return {
    handle,
    show(view) {
      const isOther = view?.id !== shown?.id;
      shown = view;
      handle.setEmpty(emptyText(view));
      handle.setRows(rows(view, now()));
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

/** A warning of the selected model stands in the title: in the list there is no room for it. */
function title(view: ProviderView | undefined, row: ModelRow | undefined): StyledText {
  const count = view?.state.models.length ?? 0;
  const counted = count > 0 ? `Models ${count}` : 'Models';
  return row?.warning === undefined
    ? counted
    : [{ text: `${counted} · ` }, { text: row.warning, style: 'warning' as const }];
}

function emptyText(view: ProviderView | undefined): string {
  if (view?.state.status.kind === 'unknown') return 'Looking…';
  return view?.state.status.kind === 'ready' ? 'It lists no models' : 'No models are known';
}

function columns(): TableColumn<ModelRow>[] {
  return [
    { id: 'sign', title: '', width: 1, cell: signCell },
    {
      id: 'model',
      title: 'MODEL',
      width: 'fill',
      cut: 'middle',
      cell: ({ model, isDefault }) => [{ text: model.id, style: isDefault ? 'strong' : modelStyle(model) }],
      compare: (a, b) => (a.model.id < b.model.id ? -1 : Number(a.model.id > b.model.id)),
    },
    {
      id: 'window',
      title: 'WINDOW',
      width: 6,
      align: 'right',
      cell: ({ model }) => windowText(model.contextWindow),
      compare: (a, b) => (a.model.contextWindow ?? 0) - (b.model.contextWindow ?? 0),
    },
    {
      id: 'price',
      title: '$/M IN/OUT',
      width: 10,
      align: 'right',
      minTableWidth: 36,
      cell: ({ model }) => (model.kind === 'embedding' ? 'embedding' : priceText(model.price)),
      compare: (a, b) => (a.model.price?.output ?? 0) - (b.model.price?.output ?? 0),
    },
    {
      id: 'note',
      title: 'NOTE',
      width: 'fill',
      minTableWidth: 70,
      // The name of the model, with which a warning begins, stands in the row already.
      cell: ({ model, warning = '' }) => [{ text: warning.replace(`${model.id} `, ''), style: 'warning' }],
    },
  ];
}

function signCell({ isDefault, warning }: ModelRow): StyledText {
  if (warning !== undefined) return [{ text: '!', style: 'warning' }];
  return isDefault ? [{ text: '▸', style: 'accent' }] : '';
}

function modelStyle({ kind }: AiModelInfo): 'muted' | 'default' {
  return kind === 'embedding' ? 'muted' : 'default';
}
