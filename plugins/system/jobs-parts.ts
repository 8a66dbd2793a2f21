import type { PluginContext, Store } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { JobForm } from './finetuning/draft/job-form.js';
import type { LateFineTuning } from './finetuning/late-fine-tuning.js';
import type { ServedModels } from './gateway/settings/served-models.js';
import type { AiPreferences } from './providers/ai-preferences.js';

/** What commands and tab work with when it comes to fine-tuning jobs. */
export interface JobsParts {
  readonly context: PluginContext;
  readonly finetuning: LateFineTuning;
  readonly preferences: AiPreferences;
  /** Names under which the gateway offers models that were made. */
  readonly served: ServedModels;
  /** The name of the selected row of the tab: `adapter:id`. */
  readonly selected: Store<string | undefined>;
  /** The form for a new job, which outlives its page; loaded with its first use. */
  form(): Promise<JobForm>;
}

/** The selected job, or the newest; `undefined` where there is none. */
export function selectedJob({
  finetuning,
  selected,
}: Pick<JobsParts, 'finetuning' | 'selected'>): FineTuningJob | undefined {
  const { jobs } = finetuning.state.get();
  const name = selected.get();
  return jobs.find(({ adapterId, id }) => `${adapterId}:${id}` === name) ?? jobs[0];
}

export const NO_JOB = 'There is no fine-tuning job';
