import type { Tab, Track } from 'devmgr/plugin-api';
import { stackedTracks, type PanePlace, type PaneStack } from './stacked-tracks.js';
import type { SystemSubject } from './system-view.js';

export type SystemPaneId =
  | 'servers'
  | 'server-buttons'
  | 'options'
  | 'providers'
  | 'provider-buttons'
  | 'server-info'
  | 'latency'
  | 'output'
  | 'provider-info'
  | 'models'
  | 'answer';

/** What decides how the tab is laid out. Sizes are in cells. */
export interface SystemLayoutState {
  readonly width: number;
  readonly height: number;
  /** On a narrow screen: the details take the place of the lists. */
  readonly isDetailsPage: boolean;
  readonly subject: SystemSubject;
  readonly servers: number;
  readonly providers: number;
  /** Rows that the facts take, border included. */
  readonly serverInfoRows: number;
  readonly providerInfoRows: number;
  readonly hasLatency: boolean;
  /** An answer of the selected provider is shown in place of its models. */
  readonly hasAnswer: boolean;
}

export interface SystemLayout {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  /** Panes without a place are hidden. */
  readonly places: ReadonlyMap<SystemPaneId, PanePlace>;
}

/** Below this width the details are a page of their own. */
const NARROW = 100;
const LIST_SHARE = 31;
const DETAILS_SHARE = 19;
const BUTTON_ROWS = 1;
const FORM_ROWS = 3;
const SPARKLINE_ROWS = 3;
/** Border and header of a table. */
const TABLE_FRAME = 3;
/** Rows of servers and of providers for which room is kept, however few there are. */
const LEAST_SERVERS = 2;
const LEAST_PROVIDERS = 5;
/** What must be left for models, answer or output when the facts are long. */
const LEAST_BELOW_FACTS = 7;

/** The details take the place of the lists. */
export function isNarrow(tab: Tab): boolean {
  return tab.size.get().width < NARROW;
}

/** Cells that the details are wide, borders included. */
export function detailsWidth(tab: Tab): number {
  const { width } = tab.size.get();
  return isNarrow(tab) ? width : width - listWidth(width);
}

/** Cells that the lists are wide, borders included. */
export function listWidth(width: number): number {
  return width < NARROW ? width : Math.round((width * LIST_SHARE) / (LIST_SHARE + DETAILS_SHARE));
}

/**
 * Where the panes are. Wide: the lists one under the other on the left, the details on the right. Narrow: either of them.
 * A further list is one more entry of `lists`. Pure.
 */
export function systemLayout(state: SystemLayoutState): SystemLayout {
  const isWide = state.width >= NARROW;
  const showLists = isWide || !state.isDetailsPage;
  const stacks = [
    ...(showLists ? [{ column: 0, panes: lists(state) }] : []),
    ...(isWide || state.isDetailsPage ? [{ column: isWide ? 1 : 0, panes: details(state) }] : []),
  ];
  const left = listWidth(state.width);
  return { ...stackedTracks(stacks), columns: isWide ? [left, state.width - left] : [state.width] };
}

type Panes = PaneStack<SystemPaneId>['panes'];

/** Servers get what they need, down to a few rows; all that is left is for the providers. */
function lists({ height, servers, providers }: SystemLayoutState): Panes {
  const left = Math.max(0, height - 2 * BUTTON_ROWS - FORM_ROWS);
  const wanted = Math.max(servers, LEAST_SERVERS) + TABLE_FRAME;
  const least = Math.min(wanted, LEAST_SERVERS + TABLE_FRAME);
  const forProviders = Math.max(providers, LEAST_PROVIDERS) + TABLE_FRAME;
  const serverRows = Math.min(left, Math.max(Math.min(wanted, left - forProviders), Math.min(least, left >> 1)));
  return [
    { id: 'servers', rows: serverRows },
    { id: 'server-buttons', rows: BUTTON_ROWS },
    { id: 'options', rows: FORM_ROWS },
    { id: 'providers', rows: left - serverRows },
    { id: 'provider-buttons', rows: BUTTON_ROWS },
  ];
}

function details(state: SystemLayoutState): Panes {
  const { height, subject, hasLatency, hasAnswer } = state;
  const wanted = subject === 'server' ? state.serverInfoRows : state.providerInfoRows;
  const info = Math.max(Math.min(wanted, height - LEAST_BELOW_FACTS), Math.min(wanted, 3));
  if (subject === 'provider') {
    return [
      { id: 'provider-info', rows: info },
      { id: hasAnswer ? 'answer' : 'models', rows: height - info },
    ];
  }
  const latency = hasLatency ? Math.min(SPARKLINE_ROWS, height - info) : 0;
  return [
    { id: 'server-info', rows: info },
    { id: 'latency', rows: latency },
    { id: 'output', rows: height - info - latency },
  ];
}
