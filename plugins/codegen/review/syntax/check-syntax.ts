import type { Clock, Processes, TextTools } from 'devmgr/plugin-api';
import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import { conflictMarks } from './conflict-marks.js';
import { hiddenInLines } from './hidden-in-lines.js';
import { parseFile } from './parse-file.js';
import { checkPython } from './python/check-python.js';
import { syntaxKindOf } from './syntax-kind.js';

export interface SyntaxParts {
  readonly processes: Pick<Processes, 'spawn'>;
  readonly text: Pick<TextTools, 'hiddenCharacters'>;
  /** The project's interpreter; `undefined`: there is none. */
  python(): Promise<string | undefined>;
  /** Where the interpreter is started. Nothing of the project is imported or run. */
  readonly cwd: string;
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly signal: AbortSignal;
  /** Of the plugin's context. Texts that take long are parsed in a thread whose file lies there; without it they are not looked at. */
  readonly pluginDir?: string | undefined;
}

const MOST_PROBLEMS = 50;

/**
 * What is wrong with the syntax of a file, in the order of its lines; empty where nothing is. `undefined`: nobody here can tell, because
 * the language is not known, there is no interpreter, or it takes longer than ten seconds. Conflict marks and hidden characters are told
 * in any language.
 * Rejects only when aborted.
 */
export async function checkSyntax(
  file: { readonly path: string; readonly text: string },
  parts: SyntaxParts,
): Promise<readonly CodeProblem[] | undefined> {
  parts.signal.throwIfAborted();
  const conflicts = conflictMarks(file.text);
  // A parser would only stumble over the marks.
  if (conflicts.length > 0) return conflicts.slice(0, MOST_PROBLEMS);
  const kind = syntaxKindOf(file.path, file.text);
  const hidden = hiddenInLines(file.text, parts.text);
  const found =
    kind && (kind === 'python' ? await checkPython(file, parts) : await parseFile({ ...file, kind }, parts));
  return found || hidden.length > 0 ? tidy([...hidden, ...(found ?? [])], file.text) : undefined;
}

/** In order, one for a place, and none in a line that is not there: parsers put what is missing at the end behind it. */
function tidy(problems: readonly CodeProblem[], text: string): readonly CodeProblem[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const last = Math.max(1, lines);
  const unique = new Map<string, CodeProblem>();
  for (const { line, column, message } of problems) {
    const isThere = line >= 1 && line <= last;
    const problem = { line: Math.max(1, Math.min(line, last)), column: isThere ? column : undefined, message };
    const key = `${problem.line}:${problem.column ?? message}`;
    if (!unique.has(key)) unique.set(key, problem);
  }
  const sorted = [...unique.values()].sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
  return sorted.slice(0, MOST_PROBLEMS);
}
