import { isFilePath } from './file-path.js';

const verbs =
  'new file|file ?name|file ?path|file|path|create|created|creates|update|updated|updates|modify|modified|edit|edited|add|added|adding|changes? (?:to|in)|changed|in|and|now|then|next|finally|also|first';
const leadIn = new RegExp(`^(?:(?:${verbs})\\b[\\s:]*)+`, 'i');
const comment = /^\s*(?:#+|\/\/+|--|;+|%|\/\*+|<!--|\{#|"""|REM )\s*(.+?)\s*(?:\*\/|-->|#\}|""")?\s*$/;

/** Of a line before a block: the file that the block is about. `### app/x.py`, `**app/x.py**`, `File: app/x.py`, ``Create `app/x.py`:``. */
export function pathInLine(line: string): string | undefined {
  const isMarked = /^\s*(?:#{1,6}\s|\*\*|__|[-*+]\s|\d+[.)]\s)/.test(line);
  const words = line
    .trim()
    .replace(/^(?:>\s*)*(?:#{1,6}\s+)?(?:[-*+]\s+|\d+[.)]\s+)?/, '')
    .replace(/\*\*|__(?=\S*[\s.:]|$)/g, '')
    .trim();
  const bare = withoutRemark(words.replace(leadIn, ''));
  if (isFilePath(bare)) return bare;
  const quoted = [...words.matchAll(/`([^`]+)`/g)].map(([, inner = '']) => inner.trim()).filter(isFilePath);
  const path = quoted[0];
  if (path === undefined || quoted.some((other) => other !== path)) return undefined;
  return isAbout(words, path, isMarked) ? path : undefined;
}

/** Of the first line of a block: a comment that is nothing but a path. */
export function pathInComment(line: string): string | undefined {
  const words = comment.exec(line)?.[1];
  if (words === undefined) return undefined;
  const path = withoutRemark(words.replace(/^(?:file ?(?:name|path)?|path)\s*[:=]\s*/i, ''));
  return isFilePath(path) && !/\s/.test(path) ? path : undefined;
}

/** Whether a heading or a line all in bold names the file for what is further below. */
export function isHeadingLine(line: string): boolean {
  return /^\s*(?:#{1,6}\s|(?:\d+[.)]\s+)?\*\*.+\*\*:?\s*$)/.test(line);
}

function withoutRemark(words: string): string {
  return words
    .replace(/:\s*$/, '')
    .replace(/\s+\([^)]*\)\s*:?$/, '')
    .replace(/\s+[-–—]+\s+.*$/, '')
    .replace(/^`([^`]+)`$/, '$1')
    .replace(/:$/, '')
    .trim();
}

/** A sentence may name a file on the way. */
function isAbout(words: string, path: string, isMarked: boolean): boolean {
  const others = words.replaceAll(`\`${path}\``, ' ').trim().split(/\s+/).length;
  if (isMarked && others <= 8) return true;
  if (!/:\s*$/.test(words)) return false;
  return others <= 6 || new RegExp('`\\s*(?:\\([^)]*\\))?\\s*:\\s*$').test(words);
}
