import type { CliHandler } from 'devmgr/plugin-api';
import type { GenParts } from './gen-parts.js';

/** The words, in the order of the manifest: a copy of this plugin calls them something else. */
export function words(parts: GenParts): readonly CliHandler[] {
  return [async (invocation) => (await import('./gen-word.js')).genWord(parts)(invocation)];
}
