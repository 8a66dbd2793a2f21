import { widgets, type Disposable, type Tab, type TableHandle, type WidgetHandle } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isEnded } from '../../finetuning/is-ended.js';
import { ageText } from '../../finetuning/view/job-times.js';
import { progressText } from '../../finetuning/view/job-progress.js';
import { selectedJob, type JobsParts } from '../../jobs-parts.js';
import { detailsWidth, isNarrow, type SystemLayoutState, type SystemPaneId } from '../system-layout.js';
import type { SystemView } from '../system-view.js';
import { createJobPanes } from './job-panes.js';
import { createJobTable } from './job-table.js';
import { LateJobForm } from './late-job-form.js';

/** Everything of the tab that is about fine-tuning jobs. */
export interface JobsArea {
  readonly list: WidgetHandle;
  readonly buttons: WidgetHandle;
  handles(): Readonly<Partial<Record<SystemPaneId, WidgetHandle>>>;
  detailHandles(): readonly WidgetHandle[];
  shape(): Pick<SystemLayoutState, 'jobs' | 'job' | 'jobForm'>;
  refresh(): void;
  /** By the next column; after the last one as they came. */
  sort(): void;
  focusDetails(): void;
  focusForm(): void;
  /** The list is on the screen, or not: jobs are asked for only while it is. */
  setListSeen(isSeen: boolean): void;
}

const EVERY_MS = 1_000;

export interface JobsAreaOptions {
  /** The panes need other heights, or others are shown. */
  readonly place: () => void;
  /** Nothing is shown, and the grid is as it was at first: more panes can be made. */
  readonly clear: () => void;
}

export function createJobsArea(
  parts: JobsParts,
  view: SystemView,
  tab: Tab,
  { place, clear }: JobsAreaOptions,
): JobsArea {
  const table = createJobTable(parts, view, tab);
  const buttons = createButtons(parts, tab);
  const isSeen = () =>
    tab.isVisible.get() &&
    view.subject.get() === 'job' &&
    !view.jobForm.get() &&
    (view.details.get() || !isNarrow(tab));
  const panes = createJobPanes(parts, tab, { width: () => detailsWidth(tab, view.details.get()), isSeen });
  const form = new LateJobForm(parts, view, tab, { place, clear });
  const refresh = () => {
    setContext(parts);
    table.refresh();
    panes.refresh();
  };
  followJobs(parts, view, tab, { refresh, place });
  tab.own(panes.onDidChangeShape(place));
  return {
    list: table.handle,
    buttons,
    handles: () => ({
      jobs: table.handle,
      'job-buttons': buttons,
      'job-info': panes.info,
      'job-chart': panes.chart,
      'job-checkpoints': panes.checkpoints,
      'job-events': panes.events,
      'job-output': panes.output,
      ...form.page?.handles,
    }),
    detailHandles: () => [panes.info, panes.chart, panes.checkpoints, panes.events, panes.output],
    shape: () => ({
      jobs: table.count(),
      job: panes.shape(),
      jobForm: view.jobForm.get() ? form.page?.shape() : undefined,
    }),
    refresh,
    sort: () => sortNext(table.handle),
    focusDetails: () => panes.focus(),
    focusForm: () => form.page?.focus(),
    setListSeen: createWatching(parts, tab),
  };
}

function createButtons(parts: JobsParts, tab: Tab): WidgetHandle {
  const own = (name: string) => `${parts.context.manifest.id}.${name}`;
  return tab.grid.set(7, 0, 1, 1, widgets.buttons, {
    commands: [
      { command: own('new-job'), label: () => 'New job' },
      { command: own('cancel-job'), label: () => 'Cancel' },
      { command: own('pause-job'), label: () => (selectedJob(parts)?.status === 'paused' ? 'Resume' : 'Pause') },
      { command: own('use-job-model'), label: () => (isNarrow(tab) ? 'Use' : 'Use in Chat') },
      { command: own('serve-job-model'), label: () => 'Serve' },
      { command: own('refresh-jobs'), label: () => 'Refresh' },
      { command: own('forget-job'), label: () => 'Forget' },
    ],
  });
}

interface Follow {
  readonly refresh: () => void;
  readonly place: () => void;
}

/** News is shown at once; ages and times left when they are others. */
function followJobs(parts: JobsParts, view: SystemView, tab: Tab, { refresh, place }: Follow): void {
  const { finetuning, selected, context } = parts;
  const refreshAll = () => {
    refresh();
    place();
  };
  for (const change of [finetuning.state.onDidChange, finetuning.adapters.onDidChange]) tab.own(change(refreshAll));
  for (const change of [selected.onDidChange, view.subject.onDidChange, view.details.onDidChange])
    tab.own(change(refresh));
  tab.own(tab.isVisible.onDidChange(refresh));
  let shown = '';
  const tick = () => {
    const { jobs } = finetuning.state.get();
    if (jobs.length === 0 || !tab.isVisible.get()) return;
    const now = context.clock.now();
    const moving = jobs.map((job) => `${ageText(job, now)}${isEnded(job) ? '' : progressText(job, now, 0)}`).join();
    if (moving === shown) return;
    shown = moving;
    refresh();
  };
  tab.own(context.clock.setInterval(tick, EVERY_MS));
  refresh();
}

/** Jobs are asked for while the list is on the screen. */
function createWatching({ finetuning }: JobsParts, tab: Tab): (isSeen: boolean) => void {
  let watch: Disposable | undefined;
  let isListSeen = false;
  const follow = () => {
    const isWanted = isListSeen && tab.isVisible.get();
    if (isWanted) watch ??= finetuning.watch();
    else {
      void watch?.dispose();
      watch = undefined;
    }
  };
  tab.own(tab.isVisible.onDidChange(follow));
  tab.own({ dispose: () => watch?.dispose() });
  return (isSeen) => {
    isListSeen = isSeen;
    follow();
  };
}

/** For `when`: what the keys can do with the selected job. */
function setContext(parts: JobsParts): void {
  const { commands, manifest } = parts.context;
  const job = selectedJob(parts);
  commands.setContext(`${manifest.id}.job`, job?.status ?? 'none');
}

const SORTED_BY = ['status', 'progress', 'loss', 'cost', 'provider', 'model', 'job'];

function sortNext(table: TableHandle<FineTuningJob>): void {
  const at = SORTED_BY.indexOf(table.sorting.get()?.columnId ?? '');
  const next = SORTED_BY[at + 1];
  if (next === undefined) table.sort();
  else table.sort(next, next === 'progress' || next === 'cost' ? 'descending' : 'ascending');
}
