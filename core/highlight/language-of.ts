import { findLanguage } from './languages.js';

/**
 * The language of a file by its name: `app/main.py` is `python`, `Dockerfile.dev` is `dockerfile`. `undefined`: unknown
 * or plain text. Understood by `highlightLines`.
 */
export function languageOf(path: string): string | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const parts = name.split('.').filter(Boolean);
  const ending = name.includes('.') ? findLanguage(parts.at(-1)) : undefined;
  return ending ?? wholeName(parts[0] ?? '');
}

/** Names of files that say it without an ending. Others are no languages: a file called `c` is not written in C. */
function wholeName(name: string): string | undefined {
  return /^(?:dockerfile|containerfile|makefile|gnumakefile|jenkinsfile|gemfile|rakefile|bashrc|zshrc|profile|vimrc)$/.test(
    name,
  )
    ? findLanguage(name)
    : undefined;
}
