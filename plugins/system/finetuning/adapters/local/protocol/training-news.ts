import type { FineTuningEvent, FineTuningMetric, FineTuningProgress } from 'devmgr/plugin-api/contracts/finetuning-job';

/** Something that a training told, in its protocol or in its log. A metric without a step belongs to the step that it is at. */
export type TrainingNews =
  | { readonly type: 'progress'; readonly progress: FineTuningProgress }
  | { readonly type: 'metric'; readonly metric: Omit<FineTuningMetric, 'step' | 'at'> & { readonly step?: number } }
  | { readonly type: 'tokens'; readonly trainedTokens: number }
  | {
      readonly type: 'event';
      readonly level: FineTuningEvent['level'];
      readonly message: string;
      readonly step?: number | undefined;
    }
  | {
      readonly type: 'checkpoint';
      readonly path: string;
      readonly step?: number | undefined;
      readonly metrics: Readonly<Record<string, number>>;
    }
  /** The model. `selection`: of the `ai` service, when a provider of devmgr answers with it. */
  | { readonly type: 'result'; readonly path?: string | undefined; readonly selection?: string | undefined }
  /** It goes wrong; an exit code follows. */
  | { readonly type: 'failure'; readonly message: string; readonly code?: string | undefined };
