import type { FineTuningProgress } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { TrainingNews } from './training-news.js';

/** What a training has told so far. Immutable. */
export interface TrainingState {
  readonly progress: FineTuningProgress;
  readonly loss?: number | undefined;
  /** Oldest first, at most forty. */
  readonly recentLosses: readonly number[];
  /** Of the last metric. */
  readonly lastStep: number;
  readonly trainedTokens?: number | undefined;
  readonly resultPath?: string | undefined;
  readonly resultSelection?: string | undefined;
  readonly failure?: { readonly message: string; readonly code?: string | undefined } | undefined;
}

export const NOTHING_TOLD: TrainingState = { progress: {}, recentLosses: [], lastStep: 0 };

const KEPT_LOSSES = 40;

/** What is known after one piece of news. */
export function reduceTraining(state: TrainingState, news: TrainingNews): TrainingState {
  switch (news.type) {
    case 'progress':
      return { ...state, progress: withFraction({ ...state.progress, ...news.progress }, news.progress.fraction) };
    case 'metric':
      return withMetric(state, news.metric);
    case 'tokens':
      return { ...state, trainedTokens: news.trainedTokens };
    case 'result':
      return {
        ...state,
        resultPath: news.path ?? state.resultPath,
        resultSelection: news.selection ?? state.resultSelection,
      };
    case 'failure':
      return { ...state, failure: { message: news.message, code: news.code } };
    default:
      return state;
  }
}

type Measured = Extract<TrainingNews, { readonly type: 'metric' }>['metric'];

/** The step to which a metric belongs: its own, that of the progress, or the one after the last loss. */
export function metricStep({ progress, lastStep }: TrainingState, { step, loss }: Measured): number {
  if (step !== undefined) return step;
  const reached = Math.max(progress.step ?? 0, lastStep);
  return loss === undefined || reached > lastStep ? reached : lastStep + 1;
}

function withMetric(state: TrainingState, metric: Measured): TrainingState {
  const { loss } = metric;
  if (loss === undefined) return state;
  const lastStep = Math.max(state.lastStep, metricStep(state, metric));
  return { ...state, lastStep, loss, recentLosses: [...state.recentLosses, loss].slice(-KEPT_LOSSES) };
}

/** From steps or epochs where nobody says it. */
function withFraction(progress: FineTuningProgress, said: number | undefined): FineTuningProgress {
  if (said !== undefined) return { ...progress, fraction: said };
  const { step, totalSteps, epoch, totalEpochs } = progress;
  if (step !== undefined && totalSteps) return { ...progress, fraction: Math.min(1, step / totalSteps) };
  if (epoch !== undefined && totalEpochs) return { ...progress, fraction: Math.min(1, epoch / totalEpochs) };
  return progress;
}
