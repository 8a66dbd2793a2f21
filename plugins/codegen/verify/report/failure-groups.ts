import type { Failure } from '../run/read-run.js';

/** Failures with the same cause: the same words at the same line of code. */
export interface FailureGroup {
  readonly first: Failure;
  /** Of all of them. */
  readonly ids: readonly string[];
}

/** Each cause once, those first that most tests fail of. Pure. */
export function groupFailures(failures: readonly Failure[]): readonly FailureGroup[] {
  const groups = new Map<string, { first: Failure; ids: string[] }>();
  for (const failure of failures) {
    const key = causeOf(failure);
    const known = groups.get(key);
    if (known) known.ids.push(failure.id);
    else groups.set(key, { first: failure, ids: [failure.id] });
  }
  return [...groups.values()].sort((a, b) => b.ids.length - a.ids.length);
}

function causeOf({ id, message, frames }: Failure): string {
  const place = frames.findLast((frame) => !isInstalled(frame.path));
  const words = (message ?? id).replace(/0x[0-9a-f]+/gi, '·');
  return place ? `${words} ${place.path}:${place.line}` : words;
}

/** Code that is not the project's: what the person installed, and Python's own. */
export const isInstalled = (path: string): boolean => /(^|\/)(site-packages|dist-packages)\/|^(\/|<|\.\.\/)/.test(path);
