import {
  Emitter,
  widgets,
  type Event,
  type LineChartHandle,
  type LogHandle,
  type Tab,
  type TableColumn,
  type TableHandle,
  type TextHandle,
} from 'devmgr/plugin-api';
import type { FineTuningCheckpoint } from 'devmgr/plugin-api/contracts/finetuning-job';
import { checkpointText } from '../../finetuning/view/detail-text.js';
import type { JobsParts } from '../../jobs-parts.js';
import type { JobPaneContent } from './job-pane-content.js';

export interface JobPaneShape {
  /** Of the facts, border included. */
  readonly infoRows: number;
  readonly hasChart: boolean;
  /** How many there are. */
  readonly checkpoints: number;
  /** It prints something that devmgr can read. */
  readonly hasOutput: boolean;
}

export interface JobPaneHandles {
  readonly info: TextHandle;
  readonly chart: LineChartHandle;
  readonly checkpoints: TableHandle<FineTuningCheckpoint>;
  readonly events: TextHandle;
  readonly output: LogHandle;
}

/** The panes of the selected job: facts, the curve of its loss, its checkpoints, its events and what it prints. */
export interface JobPanes extends JobPaneHandles {
  refresh(): void;
  focus(): void;
  shape(): JobPaneShape;
  readonly onDidChangeShape: Event<void>;
}

export interface JobPanesOptions {
  /** Cells that they are wide now, borders included. */
  readonly width: () => number;
  /** Whether the details are on the screen: only then is asked for them. */
  readonly isSeen: () => boolean;
}

export const LEAST_JOB_FACTS = 6;
/** Before anything is known of a job. */
export const NO_JOB_PANES: JobPaneShape = {
  infoRows: LEAST_JOB_FACTS + 2,
  hasChart: false,
  checkpoints: 0,
  hasOutput: false,
};

/** What is in them is loaded when they are looked at for the first time. */
export function createJobPanes(parts: JobsParts, tab: Tab, options: JobPanesOptions): JobPanes {
  const handles = createHandles(parts, tab);
  const shapeChanged = tab.own(new Emitter<void>());
  let content: JobPaneContent | undefined;
  let loading: Promise<void> | undefined;
  const load = async () => {
    const late = await import('./job-pane-content.js');
    content = late.createJobPaneContent(parts, tab, handles, options);
    tab.own(content.onDidChangeShape(() => shapeChanged.fire()));
    content.refresh();
  };
  return {
    ...handles,
    refresh() {
      if (content) return content.refresh();
      if (!options.isSeen()) return;
      loading ??= load().catch((error: unknown) => {
        loading = undefined;
        parts.context.log.error('The details of a fine-tuning job cannot be shown', error);
      });
    },
    focus: () => handles.events.focus(),
    shape: () => content?.shape() ?? NO_JOB_PANES,
    onDidChangeShape: shapeChanged.event,
  };
}

function createHandles({ context }: JobsParts, tab: Tab): JobPaneHandles {
  const own = (name: string) => `${context.manifest.id}.${name}`;
  return {
    info: tab.grid.set(6, 3, 1, 1, widgets.text, { title: 'Job', wrap: true, focusable: false }),
    chart: tab.grid.set(7, 3, 1, 1, widgets.lineChart, { title: 'Loss' }),
    checkpoints: tab.grid.set(8, 3, 1, 1, widgets.table<FineTuningCheckpoint>(), {
      title: 'Checkpoints',
      focusId: own('checkpoints'),
      columns: checkpointColumns(),
      id: ({ id }) => id,
    }),
    events: tab.grid.set(9, 3, 1, 1, widgets.text, {
      title: 'Events',
      wrap: true,
      focusId: own('job-events'),
      focusable: true,
      empty: 'Nothing was told yet',
    }),
    output: tab.grid.set(10, 3, 1, 1, widgets.log, {
      title: 'Output',
      focusId: own('job-output'),
      empty: 'Nothing was printed yet',
    }),
  };
}

function checkpointColumns(): TableColumn<FineTuningCheckpoint>[] {
  return [
    {
      id: 'checkpoint',
      title: 'CHECKPOINT · Enter copies its name',
      width: 'fill',
      cut: 'middle',
      cell: checkpointText,
    },
  ];
}
