import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runner, written } from '../core/processes/runner.js';
import { until } from '../core/processes/until.js';
import { builtPlugin, type BuiltPlugin } from '../support/built-plugin.js';

const sources = {
  'package.json': '{ "type": "module" }',
  'data/words.txt': 'words',
  'data/train/train.py': 'makes the words',
  'shared.ts': `import { Store } from 'devmgr/plugin-api';
    export const answer: Store<number> = new Store(41);`,
  'pair.ts': `export const pair = 'for index and one late part';`,
  'index.ts': `import { definePlugin } from 'devmgr/plugin-api';
    import { pair } from './pair.js';
    import { answer } from './shared.js';
    export const evaluated: string[] = ['index'];
    export const late = async (): Promise<number> => (await import('./late/late-part.js')).next(evaluated);
    export const other = async (): Promise<string> => (await import('./late/other-part.js')).other + pair;
    export default definePlugin({ activate() { answer.get(); } });`,
  'late/late-part.ts': `import { answer } from '../shared.js';
    export const text = 'only in the late part';
    export function next(evaluated: string[]): number { evaluated.push('late'); answer.update((n) => n + 1); return answer.get(); }
    export const peer = () => import('@huggingface/transformers');`,
  'late/other-part.ts': `import { pair } from '../pair.js';
    import { answer } from '../shared.js';
    export const other: string = pair + answer.get();`,
  'late/child/echo.process.ts': `import { answer } from '../../shared.js';
    process.stdin.setEncoding('utf8').on('data', (text: string) => process.stdout.write(answer.get() + ' ' + text));`,
  'late/thread/echo.worker.ts': `import { parentPort, workerData } from 'node:worker_threads';
    import { watch } from 'chokidar';
    import { answer } from '../../shared.js';
    const native = async () => typeof (await import('sqlite3')).default;
    parentPort?.once('message', (text: string) =>
      parentPort?.postMessage([answer.get(), text, workerData, typeof watch, typeof native]));`,
};

let from: string;
let plugin: BuiltPlugin;

beforeAll(async () => {
  from = await mkdtemp(join(tmpdir(), 'devmgr-plugin-source-'));
  for (const [file, text] of Object.entries(sources)) {
    await mkdir(dirname(join(from, file)), { recursive: true });
    await writeFile(join(from, file), text);
  }
  plugin = await builtPlugin(from);
});
afterAll(async () => {
  await plugin[Symbol.asyncDispose]();
  await rm(from, { recursive: true });
});

const filesOf = (dir: string) => readdirSync(dir, { recursive: true }).map(String);
const textOf = (file: string) => readFileSync(join(plugin.dir, file), 'utf8');

const only = (pattern: RegExp) => {
  const [file, ...others] = filesOf(plugin.dir).filter((each) => pattern.test(each));
  expect(others).toEqual([]);
  return file ?? '';
};

/** The modules that are read when `file` is imported. */
function readAtOnce(file: string): string[] {
  const imports = [...textOf(file).matchAll(/^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];/gm)];
  return [file, ...imports.flatMap(([, path]) => readAtOnce(join(dirname(file), path ?? '')))];
}

describe('the build of a plugin', () => {
  it('keeps what is imported late out of what is read at first', () => {
    const first = readAtOnce('index.js').map(textOf).join('');
    expect(first).toContain('Store');
    expect(first).not.toContain('only in the late part');
    expect(textOf(only(/^chunks\/late-part-\w+\.js$/))).toContain('only in the late part');
  });

  it('reads one chunk at first, however late parts share modules with it', () => {
    const read = new Set(readAtOnce('index.js'));
    expect([...read]).toEqual(['index.js', expect.stringMatching(/^chunks\/chunk-\w+\.js$/)]);
    expect(new Set(readAtOnce(only(/^chunks\/other-part-\w+\.js$/))).size).toBe(2);
  });

  it('loads it when asked, with one state for both', () => {
    const code = `const plugin = await import(process.argv[1]);
      const before = plugin.evaluated.join();
      console.log([before, await plugin.late(), plugin.evaluated.join('+')].join(' '));`;
    const args = ['--input-type=module', '-e', code, join(plugin.dir, 'index.js')];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('index 42 index+late\n');
  });

  it('makes every *.process.ts a program of its own under the same path', async () => {
    await using test = await runner();
    const main = join(plugin.dir, 'late/child/echo.process.js');
    const child = test.processes.spawn({ title: 'echo', command: process.execPath, args: [main], keepInput: true });
    child.write('hello\n');
    await until(() => written(child).join() === '41 hello', 'an echo');
    child.endInput();
    expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
  });

  it('makes every *.worker.ts the main module of a thread under the same path, with the small packages that it needs', async () => {
    const worker = new Worker(join(plugin.dir, 'late/thread/echo.worker.js'), { workerData: 'data' });
    worker.postMessage('hello');
    const [answer] = await once(worker, 'message');
    await worker.terminate();
    expect(answer).toEqual([41, 'hello', 'data', 'function', 'function']);
    expect(textOf('late/thread/echo.worker.js')).toContain('import("sqlite3")');
  });

  it('leaves packages to be found at run time, optional ones too, and brings the plugin API', () => {
    const code = filesOf(plugin.dir)
      .filter((file) => file.endsWith('.js'))
      .map(textOf)
      .join('');
    expect(code).toContain('import("@huggingface/transformers")');
    expect(code).not.toContain('devmgr/plugin-api"');
  });

  it('copies other files, no sources and not how data were made, and gives each module its map', () => {
    const files = filesOf(plugin.dir);
    expect(textOf('data/words.txt')).toBe('words');
    expect(files.filter((file) => /\.(ts|py)$/.test(file))).toEqual([]);
    const modules = files.filter((file) => file.endsWith('.js'));
    expect(modules.filter((file) => !files.includes(`${file}.map`))).toEqual([]);
  });
});

it('the maps of the built program name sources that exist', () => {
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  const maps = filesOf(dist).filter((file) => file.endsWith('.js.map'));
  const missing = maps.flatMap((file) => {
    const { sources: named } = JSON.parse(readFileSync(join(dist, file), 'utf8')) as { sources: string[] };
    // Packages that are bundled may have maps to sources that they do not ship.
    const ours = named.filter((source) => !source.includes('/node_modules/'));
    return ours.filter((source) => !existsSync(join(dist, dirname(file), source)));
  });
  expect(maps.length).toBeGreaterThan(3);
  expect(missing).toEqual([]);
});
