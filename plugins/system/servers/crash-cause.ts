import { ownPath } from './own-path.js';
import { parseAccessLine } from './requests/parse-access-line.js';

/** What a Python program said last before it ended. */
export interface CrashCause {
  /** `ModuleNotFoundError: No module named 'x'`, or its last line that is no mere information. */
  readonly message: string | undefined;
  /** The innermost frame in the project's own code: path relative to the root. */
  readonly frame: { readonly path: string; readonly line: number } | undefined;
}

const FRAME = /^\s*File "([^"]+)", line (\d+)/;
const EXCEPTION = /^(?:\w+\.)*\w*(?:Error|Exception|Exit|Interrupt|Warning)\b(?::|$)|^Fatal Python error: /;
/** `INFO:     Started server process`, `2026-11-23 09:00:00,123 [DEBUG] x`: tells what goes well. */
const INFORMATION = /^[\s\d:.,TZ+/[\]-]*(?:INFO|DEBUG|TRACE)\b/i;

/** Reads the cause of a crash from the last lines of output: the exception and where in the project it was raised. */
export function crashCause(lines: readonly string[], root: string): CrashCause {
  const exception = lines.findLast((line) => EXCEPTION.test(line));
  const message = exception ?? lines.findLast(isComplaint);
  const frames = lines.flatMap((line) => ownFrame(line, root) ?? []);
  return { message: message?.trim(), frame: frames.at(-1) };
}

function isComplaint(line: string): boolean {
  return line.trim() !== '' && !INFORMATION.test(line) && parseAccessLine(line, 0) === undefined;
}

function ownFrame(line: string, root: string): CrashCause['frame'] {
  const [, file = '', number = ''] = FRAME.exec(line) ?? [];
  const path = file === '' ? undefined : ownPath(file, root);
  return path === undefined ? undefined : { path, line: Number(number) };
}
