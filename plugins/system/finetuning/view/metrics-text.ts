import type { FineTuningMetric } from 'devmgr/plugin-api/contracts/finetuning-job';
import { lossText } from './loss-text.js';

/** What was measured last beside the loss: `validation loss 0.52 · accuracy 81% · learning rate 5e-5`. Empty when nothing was. Metrics by step. */
export function metricsText(metrics: readonly FineTuningMetric[]): string {
  const last = <Value>(of: (metric: FineTuningMetric) => Value | undefined) =>
    metrics.findLast((metric) => of(metric) !== undefined);
  const validation = last(({ validationLoss }) => validationLoss)?.validationLoss;
  const accuracy = last((metric) => metric.accuracy)?.accuracy;
  const rate = last(({ learningRate }) => learningRate)?.learningRate;
  return [
    ...(validation === undefined ? [] : [`validation loss ${lossText(validation)}`]),
    ...(accuracy === undefined ? [] : [`accuracy ${accuracyText(accuracy)}`]),
    ...(rate === undefined ? [] : [`learning rate ${String(Number(rate.toPrecision(3)))}`]),
  ].join(' · ');
}

/** As a share; what is no share stays as it is. */
function accuracyText(accuracy: number): string {
  return accuracy >= 0 && accuracy <= 1 ? `${Number((accuracy * 100).toFixed(1))}%` : lossText(accuracy);
}
