import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkJupyter } from '../../../../../plugins/chat/index/chunk/jupyter/chunk-jupyter.js';
import { expectPartition } from './expect-partition.js';

const cell = (type: string, source: readonly string[]) => ({ cell_type: type, metadata: {}, outputs: [], source });

const notebook = (cells: readonly object[], indent: number) =>
  JSON.stringify({ cells, metadata: { kernelspec: { name: 'python3' } }, nbformat: 4 }, null, indent) + '\n';

describe('a notebook', () => {
  it('is divided into its cells', () => {
    const text = notebook(
      [cell('markdown', ['# Orders\n', 'Of today.']), cell('code', ['import "os"\n', 'x = [{\n', '}]'])],
      1,
    );
    const chunks = chunkJupyter(text);
    expectPartition(text, chunks);
    expect(chunks.map(({ kind, signature }) => [kind, signature])).toEqual([
      ['window', undefined],
      ['section', '# Orders'],
      ['section', 'import "os"'],
      ['window', undefined],
    ]);
    expect(chunks[2]?.text).toContain('}]');
  });

  it('comes in windows when it is in one line, or none', () => {
    for (const text of [notebook([cell('code', ['x'])], 0), '{}\n', '"cells": [\n', '']) {
      const chunks = chunkJupyter(text);
      expectPartition(text, chunks);
      expect(chunks.every((chunk) => chunk.kind === 'window')).toBe(true);
    }
  });

  it('keeps every line, whatever is in its cells', () => {
    const cells = fc.array(
      fc.record({ cell_type: fc.constant('code'), source: fc.array(fc.string({ unit: 'binary' })) }),
    );
    fc.assert(
      fc.property(cells, fc.integer({ min: 0, max: 4 }), (cells, indent) => {
        const text = notebook(cells, indent);
        expectPartition(text, chunkJupyter(text));
      }),
    );
  });
});
