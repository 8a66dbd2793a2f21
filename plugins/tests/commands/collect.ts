import type { CommandHandler } from 'devmgr/plugin-api';
import type { CommandParts } from './command-parts.js';

/** Looks for tests again: files were added, or what hindered it is mended. */
export function collect({ book }: CommandParts): CommandHandler {
  return { run: () => book.collect() };
}
