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

/** Commands on the AI providers, by their names. */
export function providerCommands(parts: ProvidersParts, view: SystemView): Readonly<Record<string, CommandHandler>> {
  return {
    'refresh-providers': refreshProviders(parts),
    'try-provider': tryProvider(parts, view),
    'choose-model': pickModel(parts),
    'use-provider': useProvider(parts),
    'use-automatic': useAutomatic(parts),
    'filter-models': filterModels(parts, view),
    ...answerCommands(parts),
  };
}
