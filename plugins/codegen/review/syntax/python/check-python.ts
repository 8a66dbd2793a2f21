import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import type { SyntaxParts } from '../check-syntax.js';
import { pythonScript } from './python-script.js';

const LIMIT_MS = 10_000;

/**
 * What Python itself says of a module: its first mistake, or what it warns of. The code is compiled, never run, by an interpreter that
 * reads neither the project nor its environment (`-I -S`). `undefined`: there is no interpreter, it cannot be run, or it takes too long.
 */
export async function checkPython(
  { text }: { readonly text: string },
  { processes, python, cwd, clock, signal }: SyntaxParts,
): Promise<readonly CodeProblem[] | undefined> {
  const command = await python();
  signal.throwIfAborted();
  if (command === undefined) return undefined;
  const child = processes.spawn({
    title: 'check the syntax of Python',
    command,
    args: ['-I', '-S', '-B', '-c', pythonScript],
    cwd,
    input: text,
    keepLines: 200,
    forceKillAfterMs: 500,
  });
  const stop = () => void child.stop();
  const timer = clock.setTimeout(stop, LIMIT_MS);
  signal.addEventListener('abort', stop, { once: true });
  const exit = await child.exit;
  signal.removeEventListener('abort', stop);
  void timer.dispose();
  signal.throwIfAborted();
  if (exit.kind !== 'exited' || exit.code !== 0) return undefined;
  const { firstLine, endLine } = child.output;
  const said = child.output.lines(firstLine, endLine - firstLine).filter(({ stream }) => stream === 'stdout');
  return readProblems(said.map((line) => line.text));
}

/** Lines as `pythonScript` prints them. `undefined`: they are not, or not all are there. */
function readProblems(lines: readonly string[]): readonly CodeProblem[] | undefined {
  try {
    const said = lines.map((line): unknown => JSON.parse(line));
    return said.at(-1) === 'end' ? said.slice(0, -1).flatMap(readProblem) : undefined;
  } catch {
    return undefined;
  }
}

function readProblem(said: unknown): CodeProblem[] {
  const { line, column, message } = Object(said) as Record<string, unknown>;
  if (typeof line !== 'number' || typeof message !== 'string') return [];
  return [{ line, column: typeof column === 'number' ? column : undefined, message }];
}
