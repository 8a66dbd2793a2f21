import { describe, expect, it } from 'vitest';
import { TreeSitter } from '../../../../../plugins/chat/index/chunk/syntax/tree-sitter.js';
import { chunkerOfSpecs, faultsOf, modulesOfSpecs } from './chunker-of-specs.js';

const good = 'def find(id):\n    return id\n\n\ndef save(order):\n    return order\n';

const deep: readonly (readonly [string, string])[] = [
  ['a.py', `x = ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`],
  ['a.py', '('.repeat(100_000)],
  ['a.py', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  ['a.py', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}class A:\n`).join('')],
  ['a.ts', '{'.repeat(100_000)],
  ['a.ts', 'namespace a {\n'.repeat(1500)],
  ['a.js', '`${'.repeat(20_000)],
  ['a.rs', 'mod m {\n'.repeat(1500)],
  ['a.rs', `use ${'a::{'.repeat(20_000)}b${'}'.repeat(20_000)};\n`],
  ['a.java', 'class A {\n'.repeat(1500)],
  ['a.css', '@media print {\n'.repeat(1500)],
  ['a.sh', 'if a; then\n'.repeat(1500)],
  ['a.go', '[]'.repeat(100_000)],
  ['a.ts', '@a\n'.repeat(100_000)],
];

describe('a chunker that is given bad files', async () => {
  const chunker = await chunkerOfSpecs();

  it.each(deep)('divides what is nested too deep: %s, %#', async (path, text) => {
    expect(faultsOf(text, await chunker.chunk(path, text))).toEqual([]);
    expect(await chunker.chunk('b.py', good)).toMatchObject({ isParsed: true });
  });

  it('goes on when tree-sitter has used up its memory', async () => {
    const text = 'a<b,\n'.repeat(20_000);
    const file = await chunker.chunk('a.ts', text);
    expect(file).toMatchObject({ language: 'typescript', isParsed: false });
    expect(faultsOf(text, file)).toEqual([]);
    const next = await Promise.all([chunker.chunk('b.py', good), chunker.chunk('c.ts', 'export class A {}\n')]);
    expect(next.map((file) => [file.isParsed, file.chunks.at(-1)?.symbol])).toEqual([
      [true, 'save'],
      [true, 'A'],
    ]);
  });

  it('divides at blank lines what is not of its language', async () => {
    const text = 'Dear team, (the) [orders] are late; "why?\n} else { it } is 1 of:: those\n\n'.repeat(30);
    const file = await chunker.chunk('letter.go', text);
    expect(file).toMatchObject({ language: 'go', isParsed: false, imports: [] });
    expect(file.chunks.every((chunk) => chunk.kind === 'window')).toBe(true);
    expect(faultsOf(text, file)).toEqual([]);
  });

  it('makes no more chunks than the store has room for', async () => {
    const text = 'def f(): pass\n'.repeat(10_000);
    const file = await chunker.chunk('many.py', text);
    expect(faultsOf(text, file)).toEqual([]);
    expect(file.chunks.length).toBeGreaterThan(2000);
  });

  it('divides files beyond the bounds of the parser', async () => {
    const text = `${good}\n`.repeat(40_000);
    const file = await chunker.chunk('big.py', text);
    expect(file.isParsed).toBe(false);
    expect(faultsOf(text, file)).toEqual([]);
  });

  it('does without grammars', async () => {
    const { treeSitter } = modulesOfSpecs();
    const without = await chunkerOfSpecs({ treeSitter, grammars: new URL('./', import.meta.url).href });
    expect(await without.chunk('a.py', good)).toMatchObject({ language: 'python', isParsed: false });
    const missing = await chunkerOfSpecs({ treeSitter, grammars: undefined });
    expect(await missing.chunk('a.py', good)).toMatchObject({ language: 'python', isParsed: false });
    const nothing = await chunkerOfSpecs({
      treeSitter: 'file:///nowhere/tree-sitter.js',
      grammars: 'file:///nowhere/',
    });
    expect(faultsOf(good, await nothing.chunk('a.py', good))).toEqual([]);
  });

  it('has nothing of an empty file', async () => {
    expect(await chunker.chunk('a.py', '')).toEqual({ language: 'python', chunks: [], imports: [], isParsed: true });
  });

  it('gives back the memory of every tree', async () => {
    const treeSitter = new TreeSitter(modulesOfSpecs());
    const text = good.repeat(20);
    const parse = () => treeSitter.read('python', text, (trees) => trees.parse().namedChildren.length);
    expect(await parse()).toBe(40);
    const before = treeSitter.memoryBytes;
    for (let file = 0; file < 2000; file += 1) await parse();
    expect(treeSitter.memoryBytes).toBe(before);
  });
});
