import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import { providerNote, providerSign, providerWord, statusSign } from '../../providers/view/describe-provider.js';
import { rank } from '../../providers/view/provider-order.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { listWidth } from '../system-layout.js';
import type { SystemView } from '../system-view.js';

export interface ProviderTable {
  readonly handle: TableHandle<ProviderView>;
  refresh(): void;
}

/** From this width of the list on, default models get so many cells that the notes behind them stand in line. */
const ROOMY = 92;
const DEFAULT_CELLS = 20;

/** The list of AI providers. */
export function createProviderTable(parts: ProvidersParts, view: SystemView, tab: Tab): ProviderTable {
  const { context, views, selected, trials } = parts;
  const isRoomy = () => listWidth(tab.size.get().width) >= ROOMY;
  const handle = tab.grid.set(3, 0, 1, 1, widgets.table<ProviderView>(), {
    title: 'AI providers',
    focusId: `${context.manifest.id}.providers`,
    columns: columns(() => context.clock.now(), isRoomy),
    id: ({ id }) => id,
    empty: 'There is no AI provider',
  });
  tab.own(handle.selected.onDidChange((row) => selected.set(row?.id)));
  tab.own(handle.onDidActivate(() => view.showDetails()));
  // Until somebody chooses a row the first one is selected, whichever it is: who is asked may lose that place by its answer.
  const keep = () => {
    const asked = trials.running?.providerId;
    if (asked !== undefined && asked === selected.get()) handle.select(asked);
  };
  tab.own(trials.onDidChange(keep));
  const refresh = () => {
    const all = views.all.get();
    const ready = all.filter(({ state }) => state.status.kind === 'ready').length;
    handle.setTitle(`AI providers ${ready} ready${parts.isLooking.get() ? ' · looking…' : ''}`);
    handle.setRows(all);
  };
  return { handle, refresh };
}

function columns(now: () => number, isRoomy: () => boolean): TableColumn<ProviderView>[] {
  return [...statusColumns(now), ...numberColumns(), noteColumn(isRoomy)];
}

function statusColumns(now: () => number): TableColumn<ProviderView>[] {
  return [
    { id: 'sign', title: '', width: 1, cell: (view) => [providerSign(view)] },
    {
      id: 'provider',
      title: 'PROVIDER',
      width: 13,
      cut: 'middle',
      cell: nameCell,
      compare: (a, b) => order(a.id, b.id),
    },
    {
      id: 'status',
      title: 'STATUS',
      width: 12,
      cell: (view) => [{ text: providerWord(view, now()), style: statusSign(view).style }],
      compare: (a, b) => rank(a) - rank(b) || order(a.state.status.kind, b.state.status.kind),
    },
  ];
}

function numberColumns(): TableColumn<ProviderView>[] {
  return [
    {
      id: 'latency',
      title: 'LATENCY',
      width: 7,
      align: 'right',
      minTableWidth: 62,
      cell: ({ state }) => (state.latencyMs === undefined ? '' : `${Math.round(state.latencyMs)}ms`),
      compare: (a, b) => (a.state.latencyMs ?? Number.MAX_VALUE) - (b.state.latencyMs ?? Number.MAX_VALUE),
    },
    {
      id: 'models',
      title: 'MODELS',
      width: 6,
      align: 'right',
      minTableWidth: 66,
      cell: ({ state }) => (state.models.length === 0 ? '' : String(state.models.length)),
      compare: (a, b) => a.state.models.length - b.state.models.length,
    },
  ];
}

/** One column for both: a provider has either a model to ask or something to do, and the notes need the room. */
function noteColumn(isRoomy: () => boolean): TableColumn<ProviderView> {
  return {
    id: 'note',
    title: 'DEFAULT / NOTE',
    width: 'fill',
    cell: (view) => defaultAndNote(view, isRoomy() ? DEFAULT_CELLS : 0),
    compare: (a, b) => order(a.state.defaultModel ?? '', b.state.defaultModel ?? ''),
  };
}

/** Who is asked by default is marked; the mark has its place in every row, so that the names stand in line. */
function nameCell({ id, isDefault }: ProviderView): StyledText {
  return isDefault
    ? [
        { text: '▸', style: 'accent' },
        { text: id, style: 'strong' },
      ]
    : ` ${id}`;
}

function defaultCell({ state }: ProviderView): string {
  return state.status.kind === 'ready' || state.status.kind === 'limited' ? (state.defaultModel ?? '-') : '';
}

/** The notes behind default models stand in line, where there is room for it. */
function defaultAndNote(view: ProviderView, cells: number): StyledText {
  const note = providerNote(view);
  const model = defaultCell(view);
  if (model === '') return [note];
  if (note.text === '') return model;
  const text = view.state.status.kind === 'ready' ? `! ${note.text}` : note.text;
  return [{ text: `${model.padEnd(cells)}  ` }, { ...note, text }];
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
