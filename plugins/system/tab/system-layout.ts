import type { Tab, Track } from 'devmgr/plugin-api';
import type { JobPaneShape } from './finetuning/job-panes.js';
import { jobFormStacks, type JobFormPaneId, type JobFormShape } from './finetuning/job-form-shape.js';
import type { OptionsKind } from './options-form.js';
import { pagePanes, type ServerPageShape, type ServerPaneId } from './server/page-panes.js';
import { stackedTracks, type PanePlace, type PaneStack, type StackedTracks } from './stacked-tracks.js';
import type { SystemSubject } from './system-view.js';

export type SystemPaneId =
  | 'servers'
  | 'server-buttons'
  | 'options'
  | 'reload-option'
  | 'no-options'
  | 'providers'
  | 'provider-buttons'
  | ServerPaneId
  | 'provider-info'
  | 'models'
  | 'answer'
  | 'jobs'
  | 'jobs-line'
  | 'job-buttons'
  | 'job-info'
  | 'job-chart'
  | 'job-checkpoints'
  | 'job-events'
  | 'job-output'
  | JobFormPaneId;

/** What decides how the tab is laid out. Sizes are in cells. */
export interface SystemLayoutState {
  readonly width: number;
  readonly height: number;
  /** The details take the place of the lists. */
  readonly isDetailsPage: boolean;
  readonly subject: SystemSubject;
  readonly servers: number;
  /** What of the selected server can be chosen. */
  readonly options: OptionsKind;
  /** The page of the selected server. */
  readonly serverPage: ServerPageShape;
  /** Rows that the facts take, border included. */
  readonly providerInfoRows: number;
  /** An answer of the selected provider is shown in place of its models. */
  readonly hasAnswer: boolean;
  /** Fine-tuning jobs; `undefined`: there are none, and nobody could take one. */
  readonly jobs: number | undefined;
  /** The details of the selected job. */
  readonly job: JobPaneShape;
  /** The form for a new job has the place of everything else. */
  readonly jobForm: JobFormShape | undefined;
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
const OPTIONS: Readonly<Record<OptionsKind, SystemPaneId>> = {
  place: 'options',
  reload: 'reload-option',
  nothing: 'no-options',
};
const BUTTON_ROWS = 1;
const FORM_ROWS = 3;
/** Lists that are narrower have the buttons of a server on two lines. */
const SERVER_BUTTONS_WIDTH = 80;
/** Border and header of a table. */
const TABLE_FRAME = 3;
/** Rows of servers and of providers for which room is kept, however few there are. */
const LEAST_SERVERS = 2;
const LEAST_PROVIDERS = 3;
/** What must be left for models or answer when the facts are long. */
const LEAST_BELOW_FACTS = 7;
/** Lower tabs show the jobs in the place of the other lists. */
const ROOM_FOR_JOBS = 28;
/** Rows of jobs that are shown at most below the other lists. */
const MOST_JOBS = 6;
const CHART_ROWS = 9;
/** It takes half of what else would be empty below the events, up to this height. */
const MOST_CHART_ROWS = 16;
/** Events of a job that are in sight, frame included, before the curve gets more. */
const USUAL_EVENTS = 8;
/** One event and two lines of output, borders included. */
const LEAST_EVENTS = 3;
const LEAST_OUTPUT = 4;
/** Rows of checkpoints at most. */
const MOST_CHECKPOINTS = 4;

/** There is room for the lists or for the details. */
export function isNarrow(tab: Tab): boolean {
  return tab.size.get().width < NARROW;
}

/** Cells that the details are wide, borders included. `isPage`: they have the place of the lists. */
export function detailsWidth(tab: Tab, isPage = false): number {
  const { width } = tab.size.get();
  return isPage || isNarrow(tab) ? width : width - listWidth(width);
}

/** Cells that the lists are wide, borders included. */
export function listWidth(width: number): number {
  return width < NARROW ? width : Math.round((width * LIST_SHARE) / (LIST_SHARE + DETAILS_SHARE));
}

/**
 * Where the panes are. Wide: the lists one under the other on the left, the details on the right, or these alone; the jobs below both. Narrow:
 * either lists or details. A further list is one more entry of `lists`. Pure.
 */
export function systemLayout(state: SystemLayoutState): SystemLayout {
  const isSplit = state.width >= NARROW && (!state.isDetailsPage || state.jobForm !== undefined);
  const left = listWidth(state.width);
  const columns = isSplit ? [left, state.width - left] : [state.width];
  if (state.jobForm) return { ...stackedTracks(jobFormStacks(state.jobForm, state.height, isSplit)), columns };
  const below = state.isDetailsPage ? [] : jobsBelow(state);
  const isOnlyJobs = state.subject === 'job' && below.length === 0;
  const height = below.reduce((rest, { rows }) => rest - rows, state.height);
  const stacks = [
    ...(state.isDetailsPage ? [] : [{ column: 0, panes: isOnlyJobs ? onlyJobs(height) : lists({ ...state, height }) }]),
    ...(isSplit || state.isDetailsPage ? [{ column: isSplit ? 1 : 0, panes: details({ ...state, height }) }] : []),
  ];
  return { ...withBelow(stackedTracks(stacks), below, columns.length), columns };
}

/** Over the whole width, below everything else. */
function withBelow(
  { rows, places }: StackedTracks<SystemPaneId>,
  below: Panes,
  colSpan: number,
): StackedTracks<SystemPaneId> {
  const placed = below.map(({ id }, at): [SystemPaneId, PanePlace] => [
    id,
    { row: rows.length + at, col: 0, rowSpan: 1, colSpan },
  ]);
  return { rows: [...rows, ...below.map((pane) => pane.rows)], places: new Map([...places, ...placed]) };
}

/** The jobs below the other lists; nothing where there is no room: then they take turns with them. */
function jobsBelow({ height, jobs, subject }: SystemLayoutState): Panes {
  if (height < ROOM_FOR_JOBS) return [];
  if (jobs === undefined && subject !== 'job') return [{ id: 'jobs-line', rows: 1 }];
  return [
    { id: 'jobs', rows: Math.min(Math.max(jobs ?? 0, 1), MOST_JOBS) + TABLE_FRAME },
    { id: 'job-buttons', rows: BUTTON_ROWS },
  ];
}

type Panes = PaneStack<SystemPaneId>['panes'];

function onlyJobs(height: number): Panes {
  return [
    { id: 'jobs', rows: height - BUTTON_ROWS },
    { id: 'job-buttons', rows: BUTTON_ROWS },
  ];
}

/** Servers get what they need, as long as a few rows are left for the providers; these get all that is left. */
function lists({ width, height, servers, options }: SystemLayoutState): Panes {
  const serverButtons = listWidth(width) < SERVER_BUTTONS_WIDTH ? 2 * BUTTON_ROWS : BUTTON_ROWS;
  const left = Math.max(0, height - serverButtons - BUTTON_ROWS - FORM_ROWS);
  const wanted = Math.max(servers, LEAST_SERVERS) + TABLE_FRAME;
  const least = Math.min(wanted, LEAST_SERVERS + TABLE_FRAME);
  const forProviders = LEAST_PROVIDERS + TABLE_FRAME;
  const serverRows = Math.min(left, Math.max(Math.min(wanted, left - forProviders), Math.min(least, left >> 1)));
  return [
    { id: 'servers', rows: serverRows },
    { id: 'server-buttons', rows: serverButtons },
    { id: OPTIONS[options], rows: FORM_ROWS },
    { id: 'providers', rows: left - serverRows },
    { id: 'provider-buttons', rows: BUTTON_ROWS },
  ];
}

function details({ height, subject, serverPage, providerInfoRows, hasAnswer, job }: SystemLayoutState): Panes {
  if (subject === 'server') return pagePanes(serverPage, height);
  if (subject === 'job') return jobDetailPanes(job, height);
  const info = Math.max(Math.min(providerInfoRows, height - LEAST_BELOW_FACTS), Math.min(providerInfoRows, 3));
  return [
    { id: 'provider-info', rows: info },
    { id: hasAnswer ? 'answer' : 'models', rows: height - info },
  ];
}

/** Facts first, then the curve, where there is room for both, some events, and what it prints. */
function jobDetailPanes({ infoRows, hasChart, checkpoints, hasOutput }: JobPaneShape, height: number): Panes {
  const least = hasOutput ? LEAST_EVENTS + LEAST_OUTPUT : TABLE_FRAME;
  const info = Math.max(Math.min(infoRows, height - LEAST_BELOW_FACTS), Math.min(infoRows, 3));
  const leastChart = hasChart && height - info >= CHART_ROWS + least ? CHART_ROWS : 0;
  const wanted = checkpoints === 0 ? 0 : Math.min(checkpoints, MOST_CHECKPOINTS) + TABLE_FRAME;
  const listed = height - info - leastChart - least >= wanted ? wanted : 0;
  const spare = height - info - leastChart - listed - (hasOutput ? 2 : 1) * USUAL_EVENTS;
  const chart = leastChart === 0 ? 0 : Math.min(MOST_CHART_ROWS, leastChart + Math.max(0, spare >> 1));
  const left = height - info - chart - listed;
  const output = hasOutput ? Math.max(0, Math.min(left - LEAST_EVENTS, Math.max(LEAST_OUTPUT, left >> 1))) : 0;
  return [
    { id: 'job-info', rows: info },
    { id: 'job-chart', rows: chart },
    { id: 'job-checkpoints', rows: listed },
    { id: 'job-events', rows: left - output },
    { id: 'job-output', rows: output },
  ];
}
