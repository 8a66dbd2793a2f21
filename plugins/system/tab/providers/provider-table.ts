import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import { providerNote, providerSign, providerWord } from '../../providers/view/describe-provider.js';
import { rank } from '../../providers/view/order-providers.js';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { listWidth } from '../system-layout.js';
import type { SystemView } from '../system-view.js';

export interface ProviderTable {
  readonly handle: TableHandle<ProviderView>;
  refresh(): void;
}

/** From this width of the list on, the default model and the note have columns of their own. */
const ROOMY = 92;
/** Of the inside of the table. */
const ROOMY_TABLE = ROOMY - 3;

/** The list of AI providers. */
export function createProviderTable(parts: ProvidersParts, view: SystemView, tab: Tab): ProviderTable {
  const { context, views, selected, trials } = parts;
  const isRoomy = () => listWidth(tab.size.get().width) >= ROOMY;
  const handle = tab.grid.set(3, 0, 1, 1, widgets.table<ProviderView>(), {
    title: 'AI providers',
    focusId: 'system.providers',
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
  return [...statusColumns(now), ...numberColumns(), ...noteColumns(isRoomy)];
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
      cell: (view) => [{ text: providerWord(view, now()), style: providerSign(view).style }],
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

function noteColumns(isRoomy: () => boolean): TableColumn<ProviderView>[] {
  return [
    {
      id: 'default',
      title: 'DEFAULT',
      width: 26,
      cut: 'middle',
      minTableWidth: ROOMY_TABLE,
      cell: defaultCell,
      compare: (a, b) => order(a.state.defaultModel ?? '', b.state.defaultModel ?? ''),
    },
    {
      id: 'note',
      // Where there is no room for both, the default model stands in front of the note.
      get title() {
        return isRoomy() ? 'NOTE' : 'DEFAULT / NOTE';
      },
      width: 'fill',
      cell: (view) => (isRoomy() ? [providerNote(view)] : defaultAndNote(view)),
    },
  ];
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

function defaultAndNote(view: ProviderView): StyledText {
  const note = providerNote(view);
  if (view.state.status.kind !== 'ready') return [note];
  return note.text === ''
    ? defaultCell(view)
    : [{ text: `${defaultCell(view)}  ` }, { ...note, text: `! ${note.text}` }];
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
