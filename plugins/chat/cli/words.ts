import type { CliHandler } from 'devmgr/plugin-api';
import type { WordParts } from './word-parts.js';

/** The words, in the order of the manifest: a copy of this plugin calls them something else. */
export function words(parts: WordParts): readonly CliHandler[] {
  return [
    async (invocation) => (await import('./index-word.js')).indexWord(parts)(invocation),
    async (invocation) => (await import('./search-word.js')).searchWord(parts)(invocation),
    async (invocation) => (await import('./chat-word.js')).chatWord(parts)(invocation),
  ];
}
