import type {
  FineTuningCheckpoint,
  FineTuningEvent,
  FineTuningJob,
  FineTuningMetric,
} from 'devmgr/plugin-api/contracts/finetuning-job';
import type { Fields } from '../../../providers/json/fields.js';

/** `fine_tuning.job.event`, in the order given; the provider's is newest first. */
export function readEvents(events: readonly Fields[]): readonly FineTuningEvent[] {
  return events.map((event, index) => ({
    id: event.text('id') ?? String(index),
    at: (event.number('created_at') ?? 0) * 1_000,
    level: levelOf(event.text('level')),
    message: event.text('message') ?? event.text('type') ?? '',
    step: event.fields('data')?.count('step'),
  }));
}

/** Out of events of the type `metrics`, by step. */
export function readMetrics(events: readonly Fields[]): readonly FineTuningMetric[] {
  const bySteps = new Map<number, FineTuningMetric>();
  for (const event of [...events].reverse()) {
    const data = event.fields('data');
    const step = data?.count('step');
    if (!data || step === undefined || event.text('type') !== 'metrics') continue;
    bySteps.set(step, { ...bySteps.get(step), ...metricOf(data, step), at: timeOf(event) });
  }
  return [...bySteps.values()].sort((a, b) => a.step - b.step);
}

/** How far it is: the newest event that names steps. */
export function readProgress(events: readonly Fields[]): FineTuningJob['progress'] {
  for (const event of events) {
    const data = event.fields('data');
    const told = /^Step (\d{1,9})\/(\d{1,9})\b/.exec(event.text('message') ?? '');
    const step = data?.count('step') ?? (told ? Number(told[1]) : undefined);
    if (step === undefined) continue;
    const totalSteps = data?.count('total_steps') ?? (told ? Number(told[2]) : undefined);
    const fraction = totalSteps ? Math.min(1, step / totalSteps) : undefined;
    return { step, totalSteps, fraction };
  }
  return undefined;
}

/** `fine_tuning.job.checkpoint`. */
export function readCheckpoints(items: readonly Fields[]): readonly FineTuningCheckpoint[] {
  const checkpoints = items.flatMap((item): FineTuningCheckpoint[] => {
    const id = item.text('id');
    if (id === undefined) return [];
    const at = item.number('created_at');
    const metrics = Object.entries(item.fields('metrics')?.members() ?? {});
    return [
      {
        id,
        step: item.count('step_number'),
        at: at === undefined ? undefined : at * 1_000,
        model: item.text('fine_tuned_model_checkpoint'),
        metrics: Object.fromEntries(metrics.filter((entry): entry is [string, number] => Number.isFinite(entry[1]))),
      },
    ];
  });
  return checkpoints.sort((a, b) => (a.step ?? 0) - (b.step ?? 0));
}

function metricOf(data: Fields, step: number): FineTuningMetric {
  const metric = {
    step,
    loss: data.number('train_loss'),
    validationLoss: data.number('full_valid_loss') ?? data.number('valid_loss'),
    accuracy: data.number('train_mean_token_accuracy') ?? data.number('train_accuracy'),
    learningRate: data.number('learning_rate'),
  };
  // What one event of a step does not say must not hide what another one said.
  return Object.fromEntries(Object.entries(metric).filter(([, value]) => value !== undefined)) as typeof metric;
}

function timeOf(event: Fields): number | undefined {
  const seconds = event.number('created_at');
  return seconds === undefined ? undefined : seconds * 1_000;
}

function levelOf(level: string | undefined): FineTuningEvent['level'] {
  return level === 'warn' || level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'info';
}
