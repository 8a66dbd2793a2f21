import type {
  FineTuningCheckpoint,
  FineTuningEvent,
  FineTuningJob,
  FineTuningMetric,
} from 'devmgr/plugin-api/contracts/finetuning-job';
import type { Fields } from '../../../providers/json/fields.js';
import { time } from './read-together-job.js';

/** `fine-tune-event`, oldest first. */
export function readTogetherEvents(events: readonly Fields[]): readonly FineTuningEvent[] {
  const read = events.map((event, index) => ({
    id: `${event.text('type') ?? 'event'}-${index}`,
    at: time(event, 'created_at') ?? 0,
    level: levelOf(event),
    message: event.text('message') ?? event.text('type') ?? '',
    step: event.count('step') || undefined,
  }));
  return read.sort((a, b) => a.at - b.at);
}

/** How far it is by the newest event with steps. */
export function readTogetherProgress(events: readonly Fields[]): FineTuningJob['progress'] {
  const steps = events.flatMap((event) => {
    const step = event.count('step');
    const totalSteps = event.count('total_steps');
    return step && totalSteps ? [{ step, totalSteps, fraction: Math.min(1, step / totalSteps) }] : [];
  });
  return steps.sort((a, b) => a.step - b.step).at(-1);
}

/**
 * Together's document says only that metrics are numbers by name. Names are read whatever stands before their last part
 * (`train/loss`, `eval_loss`).
 */
export function readTogetherMetrics(items: readonly Fields[]): readonly FineTuningMetric[] {
  const bySteps = new Map<number, FineTuningMetric>();
  for (const [index, item] of items.entries()) {
    const metric = metricOf(item, index);
    bySteps.set(metric.step, { ...bySteps.get(metric.step), ...metric });
  }
  return [...bySteps.values()].sort((a, b) => a.step - b.step);
}

/** `{path, step, object_name?, checkpoint_type, created_at}`. */
export function readTogetherCheckpoints(jobId: string, items: readonly Fields[]): readonly FineTuningCheckpoint[] {
  const checkpoints = items.map((item, index) => {
    const step = item.count('step');
    return {
      id: item.text('object_name') ?? (step === undefined ? `${jobId}:${index}` : `${jobId}:${step}`),
      step,
      at: time(item, 'created_at'),
      model: item.text('object_name') ?? item.text('path'),
      metrics: {},
    };
  });
  return checkpoints.sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}

function metricOf(item: Fields, index: number): FineTuningMetric {
  const found: { -readonly [K in keyof FineTuningMetric]: FineTuningMetric[K] } = { step: index + 1 };
  for (const [name, value] of Object.entries(item.members())) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    if (/(^|[/_])(global_)?step$/.test(name)) found.step = value;
    else if (/^(eval|valid(ation)?)[/_].*loss$/.test(name)) found.validationLoss = value;
    else if (/(^|[/_])loss$/.test(name)) found.loss = value;
    else if (/accuracy$/.test(name)) found.accuracy = value;
    else if (/(learning_rate|[/_]lr|^lr)$/.test(name)) found.learningRate = value;
    else if (/timestamp$/.test(name)) found.at = value > 1e11 ? value : value * 1_000;
  }
  return found;
}

/** `info`, `warning`, `error` and the same with `legacy_i` before it. */
function levelOf(event: Fields): FineTuningEvent['level'] {
  const level = event.text('level')?.replace(/^legacy_i?/, '');
  if (level === 'error' || event.text('type') === 'job_error') return 'error';
  return level === 'warning' || event.text('type') === 'warning' ? 'warn' : 'info';
}
