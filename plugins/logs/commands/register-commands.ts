import type { CommandHandler } from 'devmgr/plugin-api';
import type { LogsTab } from '../tab/logs-tab.js';
import { askAbout } from './ask-about.js';
import { clearFilter } from './clear-filter.js';
import { clearView } from './clear-view.js';
import { copyEntry } from './copy-entry.js';
import { cycleLevel } from './cycle-level.js';
import { cycleSource } from './cycle-source.js';
import { focusFilter } from './focus-filter.js';
import { goBack } from './go-back.js';
import { goToError } from './go-to-error.js';
import { openEntry } from './open-entry.js';
import { showCleared } from './show-cleared.js';
import { toggleHold } from './toggle-hold.js';
import { toggleTest } from './toggle-test.js';

/** Every command of the manifest, by what follows the plugin's id. */
const HANDLERS: Readonly<Record<string, (tab: LogsTab) => CommandHandler>> = {
  'cycle-level': cycleLevel,
  'cycle-source': cycleSource,
  'focus-filter': focusFilter,
  'clear-filter': clearFilter,
  'accept-filter': goBack,
  'next-error': goToError(1),
  'previous-error': goToError(-1),
  'toggle-hold': toggleHold,
  'toggle-test': toggleTest,
  'open-entry': openEntry,
  'copy-entry': copyEntry,
  'ask-about': askAbout,
  'clear-view': clearView,
  'show-cleared': showCleared,
  'go-back': goBack,
};

/** Registers the commands under the id that the plugin has where it is installed. */
export function registerCommands(tab: LogsTab): void {
  const { commands, manifest } = tab.parts.context;
  for (const [name, create] of Object.entries(HANDLERS)) commands.register(`${manifest.id}.${name}`, create(tab));
}
