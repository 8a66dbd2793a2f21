import type { PluginContext } from 'devmgr/plugin-api';
import type { AiParts } from '../providers/ai-parts.js';
import { builtInAdapters } from './adapters/built-in-adapters.js';
import { followProviders } from './adapters/follow-providers.js';
import { checkTrainingFiles } from './data/check-training-files.js';
import { FineTuningService } from './fine-tuning-service.js';

/** The service with the adapters that devmgr brings. */
export function loadFineTuning(context: PluginContext, ai: AiParts): FineTuningService {
  const { clock, log, workspace } = context;
  const service = new FineTuningService({
    clock,
    log,
    random: () => ai.host.random(),
    redact: (each) => context.text.redact(each),
    check: (adapter, request, options) =>
      checkTrainingFiles(adapter, request, { ...options, root: workspace.root, host: ai.host, text: context.text }),
  });
  context.subscriptions.add(followProviders(service, { context, ai }));
  for (const adapter of builtInAdapters({ context, ai })) service.registerAdapter(adapter);
  return service;
}
