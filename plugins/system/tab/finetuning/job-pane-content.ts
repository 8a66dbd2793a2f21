import { Emitter, type Event, type LineChartHandle, type StyledText, type Tab } from 'devmgr/plugin-api';
import type {
  FineTuningCheckpoint,
  FineTuningDetail,
  FineTuningEvent,
  FineTuningMetric,
} from 'devmgr/plugin-api/contracts/finetuning-job';
import { eventText } from '../../finetuning/view/detail-text.js';
import { jobDetails } from '../../finetuning/view/job-details.js';
import { jobName } from '../../finetuning/view/job-report.js';
import { lossText } from '../../finetuning/view/loss-text.js';
import { selectedJob, type JobsParts } from '../../jobs-parts.js';
import { factRows } from '../fact-rows.js';
import { JobDetailFeed } from './job-detail-feed.js';
import { createOutputShow } from './job-output.js';
import {
  LEAST_JOB_FACTS,
  NO_JOB_PANES,
  type JobPaneHandles,
  type JobPaneShape,
  type JobPanesOptions,
} from './job-panes.js';

const MOST_FACTS = 16;
const BORDER = 2;
/** Points of a curve: more cannot be told apart. */
const MOST_POINTS = 400;

/** What is in the panes of the selected job: loaded when somebody looks at one. */
export interface JobPaneContent {
  refresh(): void;
  shape(): JobPaneShape;
  readonly onDidChangeShape: Event<void>;
}

export function createJobPaneContent(
  parts: JobsParts,
  tab: Tab,
  { info, chart, checkpoints, events, output }: JobPaneHandles,
  { width, isSeen }: JobPanesOptions,
): JobPaneContent {
  const { context, finetuning } = parts;
  const feed = tab.own(new JobDetailFeed(parts));
  const shapeChanged = tab.own(new Emitter<void>());
  tab.own(checkpoints.onDidActivate((checkpoint) => copyCheckpoint(parts, checkpoint)));
  let shape: JobPaneShape = NO_JOB_PANES;
  const showOutput = createOutputShow(output);
  let shownEvents: readonly FineTuningEvent[] | undefined;
  const refresh = () => {
    const job = selectedJob(parts);
    feed.show(isSeen() ? job : undefined);
    const { name, detail, problem } = feed.shown.get();
    const isOfJob = job !== undefined && name === jobName(job);
    const known = isOfJob ? detail : undefined;
    const title = finetuning.adapters.get().find(({ id }) => id === job?.adapterId)?.title ?? job?.adapterId ?? '';
    const lines: StyledText[] = job
      ? jobDetails(job, title, context.clock.now(), known?.metrics)
      : ['No fine-tuning job is selected'];
    const told: StyledText[] = isOfJob && problem !== undefined ? [[{ text: `! ${problem}`, style: 'warning' }]] : [];
    info.setTitle(job?.id ?? 'Job');
    info.setLines([...lines, ...told]);
    chart.setTitle(job?.loss === undefined ? 'Loss' : `Loss ${lossText(job.loss)}`);
    chart.setSeries(lossSeries(known?.metrics ?? []));
    checkpoints.setTitle(`Checkpoints ${known?.checkpoints.length ?? 0}`);
    checkpoints.setRows(known?.checkpoints ?? []);
    if (known?.events !== shownEvents) {
      shownEvents = known?.events;
      events.setTitle(`Events ${shownEvents?.length ?? ''}`.trim());
      events.setLines([...(shownEvents ?? [])].reverse().map(eventLine));
    }
    showOutput(known?.output);
    const next = { infoRows: factHeight([...lines, ...told]), ...detailShape(known) };
    if (JSON.stringify(next) === JSON.stringify(shape)) return;
    shape = next;
    shapeChanged.fire();
  };
  const factHeight = (lines: readonly StyledText[]) =>
    Math.min(Math.max(factRows(lines, width(), context.text), LEAST_JOB_FACTS), MOST_FACTS) + BORDER;
  tab.own(feed.shown.onDidChange(refresh));
  return { refresh, shape: () => shape, onDidChangeShape: shapeChanged.event };
}

function detailShape(known: FineTuningDetail | undefined): Omit<JobPaneShape, 'infoRows'> {
  return {
    hasChart: (known?.metrics ?? []).some(({ loss }) => loss !== undefined),
    checkpoints: known?.checkpoints.length ?? 0,
    hasOutput: known?.output !== undefined,
  };
}

function eventLine(event: FineTuningEvent): StyledText {
  const style = event.level === 'error' ? 'error' : event.level === 'warn' ? 'warning' : 'default';
  return [{ text: eventText(event), style }];
}

type Series = Parameters<LineChartHandle['setSeries']>[0];

/** The loss of the training, and that of the validation where it was measured, over the steps. */
function lossSeries(metrics: readonly FineTuningMetric[]): Series {
  const points = (of: (metric: FineTuningMetric) => number | undefined) => {
    const measured = metrics.flatMap((metric) => {
      const y = of(metric);
      return y === undefined ? [] : [{ x: String(metric.step), y }];
    });
    const every = Math.max(1, Math.ceil(measured.length / MOST_POINTS));
    return measured.filter((_, at) => at % every === 0 || at === measured.length - 1);
  };
  const training = points(({ loss }) => loss);
  const validation = points(({ validationLoss }) => validationLoss);
  return [
    ...(training.length === 0 ? [] : [{ title: 'training', style: 'info' as const, points: training }]),
    ...(validation.length === 0 ? [] : [{ title: 'validation', style: 'warning' as const, points: validation }]),
  ];
}

function copyCheckpoint({ context }: JobsParts, { model, id }: FineTuningCheckpoint): void {
  context.screen.copy(model ?? id);
  context.screen.notify({ severity: 'info', message: `${model ?? id} was sent to the terminal's clipboard` });
}
