import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** Empties the run form: all tests, as the settings say. */
export function resetOptions({ options }: CommandParts): CommandHandler {
  return { run: () => options.reset() };
}
