import { widgets, type StyledText, type Tab, type TableHandle } from 'devmgr/plugin-api';
import type { FineTuningState } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isEnded } from '../../finetuning/is-ended.js';
import { hasJobs } from '../../finetuning/view/availability-text.js';
import { jobProblemsText } from '../../finetuning/view/job-problems-text.js';
import { jobName } from '../../finetuning/view/job-report.js';
import type { JobsParts } from '../../jobs-parts.js';
import { isNarrow } from '../system-layout.js';
import type { SystemView } from '../system-view.js';
import { jobColumns } from './job-columns.js';
import { keepSelectedJob } from './keep-selected-job.js';

export interface JobTable {
  readonly handle: TableHandle<FineTuningJob>;
  refresh(): void;
  /** How many rows there are to show; `undefined`: no provider is set up, and nobody has a job. */
  count(): number | undefined;
}

/** The list of fine-tuning jobs. */
export function createJobTable({ context, finetuning, selected }: JobsParts, view: SystemView, tab: Tab): JobTable {
  const handle = tab.grid.set(6, 0, 1, 1, widgets.table<FineTuningJob>(), {
    title: 'Fine-tuning jobs',
    focusId: `${context.manifest.id}.jobs`,
    columns: jobColumns(
      () => context.clock.now(),
      () => !isNarrow(tab),
    ),
    id: jobName,
    searchText: ({ id, adapterId, baseModel, status }) => `${id} ${adapterId} ${baseModel} ${status}`,
    empty: emptyText(false),
  });
  tab.own(handle.selected.onDidChange((job) => selected.set(job && jobName(job))));
  tab.own(selected.onDidChange((name) => follow(handle, name)));
  const kept = keepSelectedJob({ finetuning, selected }, tab);
  tab.own(handle.onDidActivate(() => view.showDetails()));
  const isSetUp = () => finetuning.adapters.get().some((adapter) => hasJobs(adapter.availability()));
  return {
    handle,
    refresh() {
      const state = finetuning.state.get();
      handle.setTitle(title(state));
      handle.setEmpty(emptyText(isSetUp()));
      handle.setRows(state.jobs);
      kept.bringBack();
    },
    count() {
      const { jobs } = finetuning.state.get();
      return jobs.length > 0 || isSetUp() ? jobs.length : undefined;
    },
  };
}

/** A job that was selected elsewhere, as one that was just made: keys and page are about the row that is seen. */
function follow(handle: TableHandle<FineTuningJob>, name: string | undefined): void {
  const shown = handle.selected.get();
  if (name !== undefined && (!shown || jobName(shown) !== name)) handle.select(name);
}

function emptyText(isSetUp: boolean): string {
  return isSetUp ? 'No jobs yet: n begins one' : 'No jobs. n begins one, and says what each provider needs';
}

/** `Fine-tuning jobs 1 running`, `… 12 · looking…`, and whose could not be listed. */
function title(state: FineTuningState): StyledText {
  const queued = state.jobs.filter(({ status }) => status === 'queued').length;
  const active = state.jobs.filter((job) => !isEnded(job)).length - queued;
  const parts = [active > 0 ? `${active} running` : '', queued > 0 ? `${queued} queued` : ''].filter(Boolean);
  const count = parts.length > 0 ? ` ${parts.join(', ')}` : state.jobs.length > 0 ? ` ${state.jobs.length}` : '';
  const looking = state.isLooking && state.lookedAt === undefined ? ' · looking…' : '';
  const problems = jobProblemsText(state);
  const head = { text: `Fine-tuning jobs${count}${looking}` };
  return problems === '' ? [head] : [head, { text: `  ${problems}`, style: 'warning' }];
}
