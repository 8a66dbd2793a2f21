import { existsSync } from 'node:fs';
import { coreWordNames } from './cli/core-word-names.js';
import type { Discovery } from './plugins/discovered-plugin.js';

export type Mode = { readonly kind: 'screen'; readonly dir: string | undefined } | { readonly kind: 'headless' };

/** No word and at most one folder: the screen. Flags and known words: headless. Does not need the argument parser. */
export function chooseMode(argv: readonly string[], discovery: Discovery): Mode {
  const [first] = argv;
  if (first === undefined) return { kind: 'screen', dir: undefined };
  if (argv.length > 1 || first.startsWith('-') || isWord(first, discovery)) return { kind: 'headless' };
  return looksLikeFolder(first) ? { kind: 'screen', dir: first } : { kind: 'headless' };
}

/** A bare name that is no folder is more likely a mistyped word: let the parser suggest one. */
function looksLikeFolder(text: string): boolean {
  return /[/\\.~]/.test(text) || existsSync(text);
}

function isWord(text: string, discovery: Discovery): boolean {
  return (
    coreWordNames.includes(text) ||
    discovery.plugins.some((plugin) => plugin.manifest.cli?.some((word) => word.name === text))
  );
}
