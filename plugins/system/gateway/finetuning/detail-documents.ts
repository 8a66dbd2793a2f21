import type {
  FineTuningCheckpoint,
  FineTuningDetail,
  FineTuningJob,
  FineTuningMetric,
} from 'devmgr/plugin-api/contracts/finetuning-job';
import { seconds } from '../files/file-document.js';
import type { JsonObject } from '../gateway-protocol.js';

type Document = JsonObject & { readonly id: string };

/** What happened and what was measured, newest first, in OpenAI's shape. */
export function eventDocuments(job: FineTuningJob, { events, metrics }: FineTuningDetail): readonly Document[] {
  const told = new Set(events.map(({ step }) => step));
  const all = [
    ...events.map((event) => {
      const metric = metrics.find(({ step }) => step === event.step);
      return { at: event.at, step: event.step ?? 0, document: eventDocument(event, metric) };
    }),
    ...metrics
      .filter(({ step }) => !told.has(step))
      .map((metric) => {
        const at = metric.at ?? job.startedAt ?? job.createdAt;
        return { at, step: metric.step, document: metricDocument(job, metric, at) };
      }),
  ];
  return all.sort((a, b) => b.at - a.at || b.step - a.step).map(({ document }) => document);
}

function eventDocument(
  { id, at, level, message }: FineTuningDetail['events'][number],
  metric: FineTuningMetric | undefined,
): Document {
  const type = metric ? { type: 'metrics', data: measured(metric) } : { type: 'message', data: {} };
  return { id, object: 'fine_tuning.job.event', created_at: seconds(at), level, message, ...type };
}

function metricDocument({ id, progress }: FineTuningJob, metric: FineTuningMetric, at: number): Document {
  const { step, loss } = metric;
  const of = progress?.totalSteps === undefined ? '' : `/${progress.totalSteps}`;
  const message = `Step ${step}${of}${loss === undefined ? '' : `: training loss=${loss.toFixed(2)}`}`;
  const common = { object: 'fine_tuning.job.event', created_at: seconds(at), level: 'info', message, type: 'metrics' };
  return { id: `ftevent-${id}-${step}`, ...common, data: measured(metric) };
}

function measured({ step, loss, validationLoss, accuracy, learningRate }: FineTuningMetric): JsonObject {
  return {
    step,
    train_loss: loss,
    valid_loss: validationLoss,
    train_mean_token_accuracy: accuracy,
    learning_rate: learningRate,
  };
}

/** The last one first, in OpenAI's shape. */
export function checkpointDocuments(
  job: FineTuningJob,
  jobId: string,
  { checkpoints }: FineTuningDetail,
): readonly Document[] {
  const last = (checkpoint: FineTuningCheckpoint) => checkpoint.step ?? 0;
  return checkpoints
    .toSorted((a, b) => last(b) - last(a))
    .map(({ id, at, model, step, metrics }) => ({
      id,
      object: 'fine_tuning.job.checkpoint',
      created_at: seconds(at ?? job.createdAt),
      fine_tuned_model_checkpoint: model ?? '',
      fine_tuning_job_id: jobId,
      metrics,
      step_number: step ?? 0,
    }));
}
