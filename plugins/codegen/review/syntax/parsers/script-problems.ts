import type * as Babel from '@babel/parser';
import type { ParserOptions, ParserPlugin } from '@babel/parser';
import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';

type SourceType = 'commonjs' | 'module' | 'unambiguous';

/**
 * Mistakes of JavaScript and TypeScript, with JSX where the ending allows it. Whether a `.js` is a module is not in its name: it is taken
 * for what it is with fewer mistakes.
 */
export function scriptProblems(
  path: string,
  text: string,
  { parse }: Pick<typeof Babel, 'parse'>,
): readonly CodeProblem[] {
  let fewest: readonly CodeProblem[] | undefined;
  for (const sourceType of sourceTypesOf(path)) {
    const problems = problemsOf(() => parse(text, { ...optionsFor(path, text), sourceType }));
    if (!fewest || problems.length < fewest.length) fewest = problems;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}

function problemsOf(parse: () => ReturnType<typeof Babel.parse>): readonly CodeProblem[] {
  try {
    return (parse().errors ?? []).flatMap(problemOf);
  } catch (error) {
    const problems = problemOf(error);
    if (problems.length === 0) throw error;
    return problems;
  }
}

function sourceTypesOf(path: string): readonly SourceType[] {
  if (/\.cjs$/i.test(path)) return ['commonjs'];
  return /\.jsx?$/i.test(path) ? ['unambiguous', 'commonjs'] : ['module'];
}

function optionsFor(path: string, text: string): ParserOptions {
  return {
    plugins: [...dialectOf(path, text), ...proposals],
    errorRecovery: true,
    // Babel does not follow all that declares a name there.
    allowUndeclaredExports: declarations.test(path),
  };
}

const declarations = /\.d\.[cm]?ts$/i;

/** What TypeScript and the runtimes know already. */
const proposals: readonly ParserPlugin[] = [
  'decorators-legacy',
  'decoratorAutoAccessors',
  'explicitResourceManagement',
  'importAttributes',
];

function dialectOf(path: string, text: string): readonly ParserPlugin[] {
  if (declarations.test(path)) return [['typescript', { dts: true }]];
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
