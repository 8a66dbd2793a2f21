import type { CommandHandler } from 'devmgr/plugin-api';
import type { ProvidersParts } from '../../providers-parts.js';
import type { SystemView } from '../../tab/system-view.js';
import { answerCommands } from './answer-commands.js';
import { filterModels } from './filter-models.js';
import { pickModel } from './pick-model.js';
import { refreshProviders } from './refresh-providers.js';
import { tryProvider } from './try-provider.js';
import { useAutomatic } from './use-automatic.js';
import { useProvider } from './use-provider.js';

/** Commands on the AI providers, by their ids. */
export function providerCommands(parts: ProvidersParts, view: SystemView): Readonly<Record<string, CommandHandler>> {
  return {
    'system.refresh-providers': refreshProviders(parts),
    'system.try-provider': tryProvider(parts, view),
    'system.choose-model': pickModel(parts),
    'system.use-provider': useProvider(parts),
    'system.use-automatic': useAutomatic(parts),
    'system.filter-models': filterModels(parts, view),
    ...answerCommands(parts),
  };
}
