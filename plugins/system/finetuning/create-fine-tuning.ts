import type { PluginContext } from 'devmgr/plugin-api';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import type { AiParts } from '../providers/ai-parts.js';
import { latePart } from '../servers/late-part.js';
import { LateFineTuning } from './late-fine-tuning.js';

/** The service of a plugin context, which owns it. Adapters are loaded when somebody wants something of them. */
export function createFineTuning(context: PluginContext, ai: AiParts): LateFineTuning {
  return context.subscriptions.add(
    new LateFineTuning(async () => {
      const late = await latePart(() => import('./load-fine-tuning.js'));
      const service = context.subscriptions.add(late.loadFineTuning(context, ai));
      // Whoever asks for the service activates its contributors (`onService:system.finetuning`).
      await context.services.require(FineTuning).catch(() => undefined);
      return service;
    }, context.log),
  );
}
