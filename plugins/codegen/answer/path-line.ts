import { isFilePath } from './file-path.js';

const verbs =
  'new file|file ?name|file ?path|file|path|create|created|creates|update|updated|updates|modify|modified|edit|edited|add|added|adding|changes? (?:to|in)|changed|in|and|now|then|next|finally|also|first';
const leadIn = new RegExp(`^(?:(?:${verbs})\\b[\\s:,]*)+`, 'i');
const label = /^(?:new file|file ?name|file ?path|file|path)\b[\s:]*/i;
const comment = /^\s*(?:#+|\/\/+|--|;+|%|\/\*+|<!--|\{#|"""|REM )\s*(.+?)\s*(?:\*\/|-->|#\}|""")?\s*$/;

/** Longer lines name no file, and are not worth the time. */
const longest = 300;

/** A file that a line names. */
export interface NamedFile {
  readonly path: string;
  /** In a sentence: the block below may show no more than a part of it. Else the line is nothing but the path. */
  readonly isMentioned: boolean;
}

/** Of a line before a block: the file that the block is about. `### app/x.py`, `**app/x.py**`, `File: app/x.py`, ``Create `app/x.py`:``. */
export function pathInLine(line: string): NamedFile | undefined {
  if (line.length > longest) return undefined;
  const isMarked = /^\s*(?:#{1,6}\s|\*\*|__|[-*+]\s|\d+[.)]\s)/.test(line);
  const words = line
    .trim()
    .replace(/^(?:>\s*)*(?:#{1,6}\s+)?(?:[-*+]\s+|\d+[.)]\s+)?/, '')
    .replace(/\*\*|__(?=\S*[\s.:]|$)/g, '')
    .trim();
  const alone = withoutRemark(words.replace(label, ''));
  const bare = withoutRemark(words.replace(leadIn, ''));
  // Folders may have a blank in their names, and verbs one behind them.
  const isVerbFirst = /\s/.test(alone) && alone !== bare && isFilePath(bare);
  if (isFilePath(alone) && !isVerbFirst) return { path: alone, isMentioned: false };
  if (isFilePath(bare)) return { path: bare, isMentioned: true };
  const quoted = [...words.matchAll(/`([^`]+)`/g)].map(([, inner = '']) => inner.trim()).filter(isFilePath);
  const path = quoted[0];
  if (path === undefined || quoted.some((other) => other !== path)) return undefined;
  return isAbout(words, path, isMarked) ? { path, isMentioned: true } : undefined;
}

/** Of the first line of a block: a comment that is nothing but a path. */
export function pathInComment(line: string): string | undefined {
  const words = line.length > longest ? undefined : comment.exec(line)?.[1];
  if (words === undefined) return undefined;
  const path = withoutRemark(words.replace(/^(?:file ?(?:name|path)?|path)\s*[:=]\s*/i, ''));
  return isFilePath(path) && !/\s/.test(path) ? path : undefined;
}

/** Whether a heading or a line all in bold names the file for what is further below. */
export function isHeadingLine(line: string): boolean {
  return line.length <= longest && /^\s*(?:#{1,6}\s|(?:\d+[.)]\s+)?\*\*.+\*\*:?\s*$)/.test(line);
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
