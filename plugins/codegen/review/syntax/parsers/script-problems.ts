import type * as Babel from '@babel/parser';
import type { ParserOptions, ParserPlugin } from '@babel/parser';
import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';

/** Mistakes of JavaScript and TypeScript, with JSX where the ending allows it. */
export function scriptProblems(
  path: string,
  text: string,
  { parse }: Pick<typeof Babel, 'parse'>,
): readonly CodeProblem[] {
  try {
    return (parse(text, optionsFor(path, text)).errors ?? []).flatMap(problemOf);
  } catch (error) {
    const problems = problemOf(error);
    if (problems.length === 0) throw error;
    return problems;
  }
}

function optionsFor(path: string, text: string): ParserOptions {
  return { sourceType: sourceTypeOf(path), plugins: [...dialectOf(path, text), ...proposals], errorRecovery: true };
}

/** What TypeScript and the runtimes know already. */
const proposals: readonly ParserPlugin[] = [
  'decorators-legacy',
  'decoratorAutoAccessors',
  'explicitResourceManagement',
  'importAttributes',
];

function sourceTypeOf(path: string): 'commonjs' | 'module' | 'unambiguous' {
  if (/\.cjs$/i.test(path)) return 'commonjs';
  return /\.(?:js|jsx)$/i.test(path) ? 'unambiguous' : 'module';
}

function dialectOf(path: string, text: string): readonly ParserPlugin[] {
  if (/\.d\.[cm]?ts$/i.test(path)) return [['typescript', { dts: true }]];
  if (/\.[cm]?ts$/i.test(path)) return ['typescript'];
  if (/\.tsx$/i.test(path)) return ['typescript', 'jsx'];
  return /^\s*(?:\/\*[^]{0,500}?|\/\/.*)@flow\b/.test(text) ? ['flow', 'jsx'] : ['jsx'];
}

/** An error of Babel: its columns count from zero, and its message ends with the place. */
function problemOf(error: unknown): CodeProblem[] {
  const { message, loc } = error as { message?: unknown; loc?: { line?: unknown; column?: unknown } | undefined };
  if (typeof message !== 'string' || typeof loc?.line !== 'number') return [];
  const column = typeof loc.column === 'number' ? loc.column + 1 : undefined;
  return [{ line: loc.line, column, message: message.replace(/\s*\(\d+:\d+\)$/, '').replace(/\.$/, '') }];
}
