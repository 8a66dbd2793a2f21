import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { chunkerOfSpecs, faultsOf, outlineOf } from './chunker-of-specs.js';

const sample = await readFile(new URL('../../../../fixtures/code-to-chunk/orders.tsx', import.meta.url), 'utf8');

describe('TypeScript', async () => {
  const chunker = await chunkerOfSpecs();

  it('is divided into what people look for', async () => {
    const file = await chunker.chunk('src/orders.tsx', sample);
    expect(file).toMatchObject({ language: 'tsx', isParsed: true });
    expect(faultsOf(sample, file)).toEqual([]);
    expect(outlineOf(file)).toEqual([
      'module 1-4',
      'function lazy 5-6',
      'function Card 7-14',
      'function App 15-18',
      'module COLORS 19-24',
      'class A 25-25',
      'class E 26-26',
      'function over 27-32',
      'function 33-37',
      'function legacy 38-40',
      'function Order.total 41-42',
      'function N.inner 43-48',
      'class OrderService 49-53',
      'method OrderService.constructor 54-55',
      'method OrderService.load 56-62',
      'method OrderService.handler 63-66',
      'method OrderService.size 67-70',
      'function 71-76',
      'function 77-82',
    ]);
  });

  it('has signatures of one line', async () => {
    const { chunks } = await chunker.chunk('src/orders.tsx', sample);
    const signatures = new Map(chunks.map((chunk) => [chunk.symbol ?? chunk.signature, chunk.signature]));
    expect(signatures.get('Card')).toBe('const Card = memo(function Card({ title }: Props)');
    expect(signatures.get('OrderService.load')).toBe('async load(id: string): Promise<void>');
    expect(signatures.get('COLORS')).toBe('const COLORS');
    expect([...signatures.keys()]).toContain("it('adds', async ()");
  });

  it('imports what stands behind from, require and import', async () => {
    const { imports } = await chunker.chunk('src/orders.tsx', sample);
    expect(imports).toEqual(['react', './props', './other', 'fs', './lazy', '../late.js']);
  });

  it('shows the members of a class', async () => {
    const { chunks } = await chunker.chunk('src/orders.tsx', sample);
    const [service] = chunks.filter((chunk) => chunk.symbol === 'OrderService');
    expect(service?.context?.split('\n')).toEqual([
      'constructor(private readonly client: Client)',
      'async load(id: string): Promise<void>',
      'handler = async (event: Event)',
      'get size()',
    ]);
  });

  it('looks into what wraps a whole file', async () => {
    const text = `(function (root) {\n  'use strict';\n\n  function find() {\n    return 1;\n  }\n\n  root.find = find;\n})(this);\n`;
    const file = await chunker.chunk('legacy.js', text);
    expect(faultsOf(text, file)).toEqual([]);
    expect(outlineOf(file)).toEqual(['function find 1-9']);
  });
});
