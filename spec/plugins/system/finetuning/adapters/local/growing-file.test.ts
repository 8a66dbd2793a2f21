import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrowingFile } from '../../../../../../plugins/system/finetuning/adapters/local/read/growing-file.js';
import { LogEnd } from '../../../../../../plugins/system/finetuning/adapters/local/read/log-end.js';
import { ToldLines } from '../../../../../../plugins/system/finetuning/adapters/local/read/told-lines.js';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-growing-'));
  file = join(dir, 'log.txt');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `line ${from + at} é`);
const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** All pieces that there are now. */
async function pieces(growing: GrowingFile): Promise<{ lines: string[]; pieces: number; skipped: number }> {
  const all = { lines: [] as string[], pieces: 0, skipped: 0 };
  for (;;) {
    const { lines, isAll, skippedBytes } = await growing.next();
    all.lines.push(...lines);
    all.pieces += 1;
    all.skipped += skippedBytes;
    if (isAll) return all;
  }
}

describe('a file that grows', () => {
  it('is read once, in pieces, and then only what was added', async () => {
    const growing = new GrowingFile(file, 1e9);
    expect(await growing.next()).toMatchObject({ lines: [], isAll: true });
    await writeFile(file, text(numbered(60_000)));
    const first = await pieces(growing);
    expect(first.lines).toEqual(numbered(60_000));
    expect(first.pieces).toBeGreaterThan(2);
    expect(await pieces(growing)).toEqual({ lines: [], pieces: 1, skipped: 0 });
    // A line that is being written, cut within a character.
    const bytes = Buffer.from('half é\nnext\n');
    await appendFile(file, bytes.subarray(0, 6));
    expect((await pieces(growing)).lines).toEqual([]);
    await appendFile(file, bytes.subarray(6));
    expect((await pieces(growing)).lines).toEqual(['half é', 'next']);
  });

  it('is read from its beginning when it is another one, or was cut', async () => {
    const growing = new GrowingFile(file, 1e9);
    await writeFile(file, 'one\ntwo\n');
    expect(await growing.next()).toMatchObject({ lines: ['one', 'two'], isAnew: true });
    await writeFile(file, 'three\n');
    expect(await growing.next()).toMatchObject({ lines: ['three'], isAnew: true });
    await rename(file, `${file}.1`);
    await writeFile(file, 'four, longer than before\n');
    expect(await growing.next()).toMatchObject({ lines: ['four, longer than before'], isAnew: true });
  });

  it('that grows faster than it may is passed over, up to a line that is whole', async () => {
    const growing = new GrowingFile(file, 1_000);
    await writeFile(file, text(numbered(5_000)));
    const { lines, skipped } = await pieces(growing);
    expect(skipped).toBeGreaterThan(50_000);
    expect(lines).toEqual(numbered(lines.length, 5_000 - lines.length));
    await appendFile(file, text(numbered(3)));
    expect(await pieces(growing)).toEqual({ lines: numbered(3), pieces: 1, skipped: 0 });
  });

  it('may have a line without an end', async () => {
    const growing = new GrowingFile(file, 1e9);
    await writeFile(file, `one\n${'x'.repeat(700_000)}`);
    expect((await pieces(growing)).lines).toEqual(['one']);
    await appendFile(file, 'y\ntwo\n');
    expect((await pieces(growing)).lines).toEqual(['two']);
  });
});

describe('what is kept from look to look', () => {
  it('are the last lines of what was printed, also when the file was full', async () => {
    const end = new LogEnd(file, 3);
    expect(await end.read()).toEqual([]);
    expect(await new LogEnd(dir, 3).read()).toEqual([]);
    await writeFile(file, 'one\ntwo\n\nhal');
    expect(await end.read()).toEqual(['one', 'two', '']);
    await appendFile(file, 'f\n');
    expect(await end.read()).toEqual(['two', '', 'half']);
    await rename(file, `${file}.1`);
    await writeFile(file, 'on\n');
    expect(await end.read()).toEqual(['', 'half', 'on']);
    await writeFile(file, text(numbered(20_000)));
    expect(await end.read()).toEqual(numbered(3, 19_997));
  });

  it('is what was told, without lines that are torn', async () => {
    const told = new ToldLines(file, 2);
    await writeFile(file, '{"a":1}\n{"a"\n7\n{"a":2}\n');
    const first = await told.read();
    expect(first).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await told.read()).toBe(first);
    await appendFile(file, '{"a":3}\n{"a":4');
    expect(await told.read()).toEqual([{ a: 2 }, { a: 3 }]);
    await appendFile(file, '}\n');
    expect(await told.read()).toEqual([{ a: 3 }, { a: 4 }]);
  });
});
