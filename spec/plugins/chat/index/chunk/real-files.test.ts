import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf } from './chunker-of-specs.js';

const root = new URL('../../../../../', import.meta.url).pathname;
/** So many files of each, spread over all there are. */
const enough = 60;

function sampleOf(folders: readonly string[], extension: string): readonly string[] {
  const all = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const step = Math.max(1, Math.floor(all.length / enough));
  return all.sort().filter((_, at) => at % step === 0);
}

function pythonLibrary(): string {
  return execFileSync('/usr/bin/env', ['python3', '-c', 'import os; print(os.path.dirname(os.__file__))'], {
    encoding: 'utf8',
  }).trim();
}

describe('real files', async () => {
  const chunker = await chunkerOfSpecs();

  it.each([
    [
      'our own TypeScript',
      () =>
        sampleOf(
          ['core', 'plugins', 'plugin-api', 'spec'].map((folder) => join(root, folder)),
          '.ts',
        ),
    ],
    ['our own JavaScript', () => sampleOf([join(root, 'bin')], '.js')],
    [
      "Python's library",
      () =>
        sampleOf(
          ['json', 'email', 'logging', 'asyncio', 'http'].map((name) => join(pythonLibrary(), name)),
          '.py',
        ),
    ],
  ])('are divided by their structure: %s', async (_, list) => {
    const paths = list();
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const text = readFileSync(path, 'utf8');
      const file = await chunker.chunk(path, text);
      expect(faultsOf(text, file), path).toEqual([]);
      expect(file.isParsed, path).toBe(true);
      const definitions =
        /^(?:async )?(?:def|class) \w/m.test(text) || /^(?:export )?(?:function|class|interface) \w/m.test(text);
      if (definitions)
        expect(
          file.chunks.some((chunk) => chunk.symbol !== undefined),
          path,
        ).toBe(true);
    }
  });
});
