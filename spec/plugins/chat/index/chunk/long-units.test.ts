import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf } from './chunker-of-specs.js';

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

describe('a long function', async () => {
  const chunker = await chunkerOfSpecs();

  it('is divided where statements begin, all parts with its name', async () => {
    const block = (at: number) =>
      `    if step == ${at}:\n        first(\n            ${at},\n        )\n        second()\n\n`;
    const text = `def run(step):\n    """Runs."""\n${lines(40, block)}`;
    const file = await chunker.chunk('a.py', text);
    expect(faultsOf(text, file)).toEqual([]);
    expect(file.chunks.length).toBeGreaterThan(2);
    expect(new Set(file.chunks.map(({ kind, symbol, signature }) => `${kind} ${symbol} ${signature}`))).toEqual(
      new Set(['function run def run(step)']),
    );
    expect(file.chunks.slice(1).map((chunk) => /^ {4}if step/.test(chunk.text))).not.toContain(false);
    expect(Math.max(...file.chunks.map((chunk) => chunk.endLine - chunk.startLine + 1))).toBeLessThanOrEqual(80);
  });

  it('is not divided inside of a text that stands at the left edge', async () => {
    const query = (at: number) => `  db.run(\`\nSELECT ${at}\n\nFROM orders\nWHERE id = ${at}\n  \`);\n`;
    const text = `export function migrate(db) {\n${lines(30, query)}}\n`;
    const file = await chunker.chunk('a.ts', text);
    expect(faultsOf(text, file)).toEqual([]);
    expect(file.chunks.length).toBeGreaterThan(2);
    expect(file.chunks.slice(1).map((chunk) => chunk.text.startsWith('  db.run(`'))).not.toContain(false);
  });

  it('has the members of a class only with its first part', async () => {
    const text = `class Big:\n${lines(120, (at) => `    field_${at}: int = ${at}\n`)}\n    def find(self):\n        return 1\n`;
    const { chunks } = await chunker.chunk('a.py', text);
    const parts = chunks.filter((chunk) => chunk.kind === 'class');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => [part.symbol, part.context])).toEqual([
      ['Big', 'def find(self)'],
      ...parts.slice(1).map(() => ['Big', undefined]),
    ]);
  });

  it('may have lines that are longer than a chunk', async () => {
    const text = `def f():\n    x = "${'a'.repeat(20_000)}"\n    return x\n`;
    const file = await chunker.chunk('a.py', text);
    expect(faultsOf(text, file)).toEqual([]);
    expect(file.chunks.every((chunk) => chunk.symbol === 'f')).toBe(true);
  });
});

describe('a documented function that is assigned', async () => {
  const chunker = await chunkerOfSpecs();

  it('begins with its comment', async () => {
    const comment = ['/**', ...Array.from({ length: 12 }, (_, at) => ` * Line ${at}.`), ' */'].join('\n');
    const body = Array.from({ length: 100 }, (_, at) => `  call(${at});`).join('\n');
    const { chunks } = await chunker.chunk('app.js', `${comment}\napp.use = function use(fn) {\n${body}\n};\n`);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks[0]?.text).toContain('function use(fn)');
  });

  it('of several overloads is one', async () => {
    const text =
      'import typing as t\n\n\n@t.overload\ndef find(a: int) -> int: ...\n\n\n@t.overload\ndef find(a: str) -> str: ...\n\n\n' +
      'def find(a):\n    """Finds."""\n    return a\n';
    const { chunks } = await chunker.chunk('a.py', text);
    const found = chunks.filter(({ symbol }) => symbol === 'find');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ signature: 'def find(a)', endLine: 14 });
  });
});
