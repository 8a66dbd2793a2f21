import type { Failure } from './run/read-run.js';

/** Runs test files without the answer. Gives what fails there; `undefined`: it cannot be told. */
export type RunBefore = (paths: readonly string[]) => Promise<readonly Failure[] | undefined>;

/**
 * Failures of before, by test file. A file is run once for as long as the project does not change.
 */
export class KnownFailures {
  readonly #byFile = new Map<string, readonly Failure[] | undefined>();

  /** The project changed: what was known holds no longer. */
  forget(): void {
    this.#byFile.clear();
  }

  /** Those of the failures that are there without the answer too, in the same way. */
  async among(failures: readonly Failure[], run: RunBefore): Promise<readonly Failure[]> {
    const files = [...new Set(failures.map(fileOf))];
    const unknown = files.filter((file) => !this.#byFile.has(file));
    if (unknown.length > 0) {
      const found = await run(unknown);
      for (const file of unknown)
        this.#byFile.set(
          file,
          found?.filter((failure) => fileOf(failure) === file),
        );
    }
    return failures.filter((failure) => this.#byFile.get(fileOf(failure))?.some((other) => isSame(failure, other)));
  }
}

export const fileOf = (failure: Failure): string => failure.id.split('::', 1)[0] ?? failure.id;

/** The same test with the same words: one that fails for another reason is another failure. */
const isSame = (a: Failure, b: Failure) => a.id === b.id && plain(a.message) === plain(b.message);

/** Without what is another one in every run: addresses, temporary folders, times. */
const plain = (message = '') => message.replace(/0x[0-9a-f]+|\/tmp\/\S+|pytest-\d+|\d+\.\d+ ?m?s\b/gi, '·');

/** `make the tests pass`, `fix the failing tests`; not `fix the rounding and add tests`. */
const asksForTests = new RegExp(
  [
    String.raw`\bfix\w*\s+(?:\w+\s+){0,2}tests?\b`,
    String.raw`\b(?:fail\w*|broken|red)\s+(?:\w+\s+)?tests?\b`,
    String.raw`\btests?\s+(?:\w+\s+){0,2}(?:fail\w*|pass\w*|green|broken|red)\b`,
    String.raw`\bpass\w*\s+(?:\w+\s+){0,2}tests?\b`,
  ].join('|'),
  'i',
);

/** Whether a prompt asks that tests pass which may fail now: all, or this one by its name or file. Pure. */
export function isAskedFor(failure: Failure, prompt: string | undefined): boolean {
  if (prompt === undefined) return false;
  if (asksForTests.test(prompt)) return true;
  const file = fileOf(failure);
  const test = /::(\w+)(?:\[.*)?$/.exec(failure.id)?.[1];
  const names = [file.slice(file.lastIndexOf('/') + 1), test].filter((name) => name !== undefined);
  return names.some((name) => prompt.includes(name));
}
