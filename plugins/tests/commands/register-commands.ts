import type { CommandHandler, Commands } from 'devmgr/plugin-api';
import { askAbout } from './ask-about.js';
import { clearFilter } from './clear-filter.js';
import { closeDetails } from './close-details.js';
import { closeOptions } from './close-options.js';
import type { CommandParts } from './command-parts.js';
import { copy } from './copy.js';
import { editOptions } from './edit-options.js';
import { filter } from './filter.js';
import { runAll } from './run-all.js';
import { runFailed } from './run-failed.js';
import { runIntegration } from './run-integration.js';
import { runSelected } from './run-selected.js';
import { runUnit } from './run-unit.js';
import { showDetails } from './show-details.js';
import { stop } from './stop.js';

/** Every command of the manifest. */
const handlers: Readonly<Record<string, (parts: CommandParts) => CommandHandler>> = {
  'tests.run-all': runAll,
  'tests.run-unit': runUnit,
  'tests.run-integration': runIntegration,
  'tests.run-failed': runFailed,
  'tests.run-selected': runSelected,
  'tests.stop': stop,
  'tests.show-details': showDetails,
  'tests.enter-details': showDetails,
  'tests.close-details': closeDetails,
  'tests.filter': filter,
  'tests.clear-filter': clearFilter,
  'tests.edit-options': editOptions,
  'tests.close-options': closeOptions,
  'tests.copy': copy,
  'tests.ask-about': askAbout,
};

export function registerCommands(commands: Commands, parts: CommandParts): void {
  for (const [id, create] of Object.entries(handlers)) commands.register(id, create(parts));
}
