import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Parsing takes about a millisecond for every 30 KB, and nothing is on the screen before. */
const MOST_BYTES = 400_000;

const builder = new URL('../../bin/dev/build-core.js', import.meta.url).href;

let folder: string;
let core: Metafile;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-core-'));
  const { buildCore } = (await import(builder)) as { buildCore(to: string): Promise<Metafile> };
  core = await buildCore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** The files that are read when a source is imported. */
function readWith(source: string): ReadonlySet<string> {
  const entry = Object.entries(core.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(source))?.[0];
  const read = new Set(entry === undefined ? [] : [entry]);
  for (const file of read) {
    const imports = core.outputs[file]?.imports.filter(
      ({ kind, external }) => kind === 'import-statement' && !external,
    );
    for (const { path } of imports ?? []) read.add(path);
  }
  return read;
}

const sourcesIn = (files: Iterable<string>) =>
  [...files].flatMap((file) => Object.keys(core.outputs[file]?.inputs ?? {}));

it('reads five files of the core before the first frame', () => {
  const read = new Set([...readWith('core/main.ts'), ...readWith('core/run-screen.ts')]);
  expect(read.size).toBe(5);
  const bytes = [...read].reduce((sum, file) => sum + (core.outputs[file]?.bytes ?? 0), 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(sourcesIn(read)).toContain('core/screen/chrome.ts');
});

it('reads nothing of the screen for a word', () => {
  const read = new Set([...readWith('core/main.ts'), ...readWith('core/cli/run-headless.ts')]);
  expect(sourcesIn(read)).toContain('core/cli/run-word.ts');
  expect(sourcesIn(read)).not.toContain('core/screen/chrome.ts');
  expect(sourcesIn(read)).not.toContain('core/screen/load-blessed.ts');
});
