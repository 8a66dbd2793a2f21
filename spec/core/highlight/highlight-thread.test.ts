import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { HighlightThread, type HighlightThreadOptions } from '../../../core/highlight/highlight-thread.js';
import { bundle } from '../../support/bundle.js';

let built: Awaited<ReturnType<typeof bundle>>;
let folder: string;
beforeAll(async () => {
  built = await bundle('core/highlight/highlight.worker.ts');
  folder = await mkdtemp(join(tmpdir(), 'devmgr-highlight-'));
});
afterAll(async () => {
  await built.remove();
  await rm(folder, { recursive: true, force: true });
});

const threads: HighlightThread[] = [];
afterEach(async () => void (await Promise.all(threads.splice(0).map((thread) => thread.dispose()))));

function threadOf(options: Partial<HighlightThreadOptions> = {}): HighlightThread {
  const thread = new HighlightThread({ file: pathToFileURL(built.file), ...options });
  threads.push(thread);
  return thread;
}

async function workerOf(name: string, code: string): Promise<URL> {
  const file = join(folder, name);
  await writeFile(file, code);
  return pathToFileURL(file);
}

it('colours texts in a thread that ends when it is idle and comes again', async () => {
  const thread = threadOf({ idleMs: 20 });
  const runs = await thread.colour('return 1', 'python');
  expect([...runs]).toEqual([6, 1, 1, 0, 1, 3]);
  await expect.poll(() => thread.isRunning).toBe(false);
  expect([...(await thread.colour('SELECT', 'sql'))]).toEqual([6, 1]);
});

it('colours languages that stand in others', async () => {
  const text = '<script>\nconst a = 1;\n</script>';
  const runs = await threadOf().colour(text, 'xml');
  expect(runs.filter((_, index) => index % 2 === 0).reduce((sum, length) => sum + length, 0)).toBe(text.length);
  expect([...runs.filter((_, index) => index % 2 === 1)]).toContain(3);
});

it('says that a grammar is missing, and goes on', async () => {
  const thread = threadOf();
  await expect(thread.colour('x', 'no-such-grammar')).rejects.toThrow(/no-such-grammar/);
  expect([...(await thread.colour('x', 'python'))]).toEqual([1, 0]);
});

it('gives up on a text that takes too long, and starts another thread', async () => {
  const file = await workerOf('busy.mjs', 'for (;;);');
  const thread = threadOf({ file, textLimitMs: 30 });
  await expect(thread.colour('x', 'python')).rejects.toThrow('took too long');
  expect(thread.isRunning).toBe(false);
});

it('says what a thread died of', async () => {
  const file = await workerOf('dead.mjs', "throw new Error('no way');");
  await expect(threadOf({ file }).colour('x', 'python')).rejects.toThrow('no way');
  const missing = pathToFileURL(join(folder, 'missing.mjs'));
  await expect(threadOf({ file: missing }).colour('x', 'python')).rejects.toThrow(/missing\.mjs/);
});
