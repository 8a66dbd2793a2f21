import { Store, type PluginContext } from 'devmgr/plugin-api';
import type { JobForm } from './finetuning/draft/job-form.js';
import type { LateFineTuning } from './finetuning/late-fine-tuning.js';
import { ServedModels } from './gateway/settings/served-models.js';
import type { JobsParts } from './jobs-parts.js';
import type { AiPreferences } from './providers/ai-preferences.js';

/** Wires what shows fine-tuning jobs and works on them. */
export function createJobsParts(
  context: PluginContext,
  finetuning: LateFineTuning,
  preferences: AiPreferences,
): JobsParts {
  const { subscriptions, storage } = context;
  let form: Promise<JobForm> | undefined;
  const load = async () => {
    const [late] = await Promise.all([import('./finetuning/draft/open-job-form.js'), finetuning.load()]);
    return late.openJobForm(context, finetuning);
  };
  return {
    context,
    finetuning,
    preferences,
    served: new ServedModels(storage.state),
    selected: subscriptions.add(new Store<string | undefined>(undefined)),
    form() {
      form ??= load().catch((error: unknown) => {
        form = undefined;
        throw error;
      });
      return form;
    },
  };
}
