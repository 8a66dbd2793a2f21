import { readProjectFile } from './read-project-file.js';
import type { SourceLines } from './frame-lines.js';

const MOST_LINES = 40;

/** The whole of the function or class whose `def` stands at a line (from 1) or below its decorators; `undefined` where there is none. */
export async function readFunction(root: string, path: string, line: number): Promise<SourceLines | undefined> {
  const lines = (await readProjectFile(root, path))?.split('\n');
  return lines && functionAt(lines, line);
}

/** The same in lines that are known. */
export function functionAt(lines: readonly string[], line: number): SourceLines | undefined {
  let at = line - 1;
  while (/^\s*(@|#|$)/.test(lines[at] ?? 'x') && at < lines.length && at < line + 20) at += 1;
  const indent = /^(\s*)(?:async\s+def|def|class)\s/.exec(lines[at] ?? '')?.[1]?.length;
  if (indent === undefined) return undefined;
  let end = at + 1;
  let isInHead = !/:\s*(#.*)?$/.test(lines[at] ?? '');
  for (; end < lines.length && end - at < MOST_LINES; end += 1) {
    const text = lines[end] ?? '';
    // A list of parameters over several lines ends at the indent of its `def`.
    if (isInHead) isInHead = !/:\s*(#.*)?$/.test(text);
    else if (text.trim() !== '' && text.length - text.trimStart().length <= indent) break;
  }
  while (end > at + 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return { firstLine: line, lines: lines.slice(line - 1, end) };
}
