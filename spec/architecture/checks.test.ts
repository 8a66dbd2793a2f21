import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
let tree: string;

beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'devmgr-checks-'));
  await write(
    'package.json',
    '{"dependencies": {"blessed": "1", "smol-toml": "1"}, "peerDependencies": {"@some/peer": "1"}}',
  );
});
afterEach(() => rm(tree, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), text);
}

/** Runs a task of bin/dev on a tree and returns what it prints. */
function run(task: string, root = tree): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(checkout, 'bin/dev', `${task}.js`), root], (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), lines: stdout.trim().split('\n') });
    });
  });
}

describe('imports (R1)', () => {
  test('this program keeps the rules, and every rule is in use', async () => {
    const { code, lines } = await run('imports', checkout);
    expect(lines).toEqual([expect.stringMatching(/^\d+ imports of \d+ files follow the rules$/)]);
    expect(code).toBe(0);
  });

  const broken = [
    ['core/a.ts', '../plugins/logs/index.js', 'the core knows no plugin'],
    ['core/b.ts', 'blessed', 'paints through the canvas'],
    ['core/c.ts', 'node:child_process', 'stopped by one owner'],
    ['core/d.ts', 'left-pad', 'not among the dependencies'],
    ['core/e.ts', 'fs/promises', 'builtins are imported by their full name'],
    ['plugin-api/a.ts', 'smol-toml', 'the plugin API has no dependencies'],
    ['plugin-api/b.ts', 'node:fs', 'the plugin API has no dependencies'],
    ['plugins/logs/a.ts', '../../core/app.js', 'never the core or another plugin'],
    ['plugins/logs/b.ts', '../tests/index.js', 'never the core or another plugin'],
    ['plugins/logs/c.ts', '../../plugin-api/index.js', 'never the core or another plugin'],
    ['plugins/logs/d.ts', 'blessed', 'paints through the canvas'],
    ['plugins/logs/e.ts', 'node:child_process', 'stopped by one owner'],
    ['plugins/tests/results/a.ts', '../tab/results-table.js', 'the edges of a plugin import its domain'],
    ['plugins/tests/results/b.ts', '../index.js', 'the edges of a plugin import its domain'],
    ['plugins/tests/results/c.ts', './deep/child.process.js', 'it is started, never imported'],
    ['plugins/tests/results/e.ts', './deep/thread.worker.js', 'it is started, never imported'],
  ] as const;

  const kept = [
    ['core/screen/screen.ts', "import blessed from 'blessed';"],
    ['core/processes/spawn.ts', "export * from 'node:child_process';"],
    ['plugins/tests/tab/table.ts', "import type { X } from '../results/reduce.js';"],
    ['plugins/tests/results/deep/child.process.ts', "import '../protocol.js';"],
    ['plugins/tests/results/d.ts', "import type { Pipeline } from '@some/peer';"],
    ['plugins/tests/index.ts', "import { Servers } from 'devmgr/plugin-api/contracts/servers';"],
    ['plugin-api/contracts/servers.ts', "import { defineService } from '../services.js';"],
  ] as const;

  test('what breaks a rule is named with its line and the reason; what keeps them is not', async () => {
    for (const [file, specifier] of broken) await write(file, `\nexport const lazy = () => import('${specifier}');\n`);
    for (const [file, text] of kept) await write(file, text);
    const { code, lines } = await run('imports');
    const found = lines.filter((line) => !line.includes('stale entry'));
    const expected = broken.map(
      ([file, specifier, why]) => new RegExp(`^${file}:2  imports '${specifier}', but .*${why}`),
    );
    expect(found).toEqual(expected.map((line) => expect.stringMatching(line) as string));
    expect(code).toBe(1);
  });

  test('a rule that nothing needs any more is a problem', async () => {
    await write('core/app.ts', "import 'smol-toml';");
    const { lines } = await run('imports');
    expect(lines).toContainEqual(expect.stringContaining('stale entry: npm:blessed.'));
    expect(lines).not.toContainEqual(expect.stringContaining('core/** only npm:**'));
  });
});

describe('sizes', () => {
  test('names the file, and the function with its line', async () => {
    await write('core/long-file.ts', 'export {};\n'.repeat(301));
    await write('plugins/x/long-function.ts', `\nexport const work = () => {\n${'  void 0;\n'.repeat(50)}};\n`);
    await write('bin/fine.js', `function fine() {\n${'  void 0;\n'.repeat(48)}}\n`);
    const { code, lines } = await run('sizes');
    expect(lines).toEqual([
      expect.stringContaining('core/long-file.ts  301 lines, at most 300.'),
      expect.stringContaining('plugins/x/long-function.ts:2  function work has 52 lines, at most 50.'),
    ]);
    expect(code).toBe(1);
  });

  test('types of plugin-api are free, logic is not', async () => {
    await write('plugin-api/types.ts', 'export interface A { readonly a: string }\n'.repeat(250));
    expect((await run('sizes')).code).toBe(0);
    await write('plugin-api/logic.ts', 'export const a = [\n' + '  1,\n'.repeat(200) + '];\n');
    expect((await run('sizes')).lines).toEqual([expect.stringMatching(/^plugin-api {2}20\d lines that are not types/)]);
  });
});
