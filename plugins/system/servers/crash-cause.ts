import { isAbsolute, relative, sep } from 'node:path';

/** What a Python program said last before it ended. */
export interface CrashCause {
  /** `ModuleNotFoundError: No module named 'x'`, or its last line. */
  readonly message: string | undefined;
  /** The innermost frame in the project's own code: path relative to the root. */
  readonly frame: { readonly path: string; readonly line: number } | undefined;
}

const FRAME = /^\s*File "([^"]+)", line (\d+)/;
const EXCEPTION = /^(?:\w+\.)*\w*(?:Error|Exception|Exit|Interrupt|Warning)\b(?::|$)/;
const FOREIGN = /(?:^|\/)(?:site-packages|dist-packages|\.?venv|\.tox)\//;

/** Reads the cause of a crash from the last lines of output: the exception and where in the project it was raised. */
export function crashCause(lines: readonly string[], root: string): CrashCause {
  const exception = lines.findLast((line) => EXCEPTION.test(line));
  const message = exception ?? lines.findLast((line) => line.trim() !== '');
  const frames = lines.flatMap((line) => ownFrame(line, root) ?? []);
  return { message: message?.trim(), frame: frames.at(-1) };
}

function ownFrame(line: string, root: string): CrashCause['frame'] {
  const [, file = '', number = ''] = FRAME.exec(line) ?? [];
  const path = isAbsolute(file) ? relative(root, file) : file;
  if (file === '' || path.startsWith(`..${sep}`) || path.startsWith('<') || FOREIGN.test(path)) return undefined;
  return { path, line: Number(number) };
}
