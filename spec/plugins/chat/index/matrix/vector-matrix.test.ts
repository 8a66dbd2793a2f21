import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import wabt from 'wabt';
import { kernelBase64 } from '../../../../../plugins/chat/index/matrix/load-kernel.js';
import { VectorMatrix } from '../../../../../plugins/chat/index/matrix/vector-matrix.js';

const source = new URL('../../../../../plugins/chat/index/matrix/kernel.wat', import.meta.url);

/** As the store packs them. */
function pack(vectors: readonly (readonly number[])[]): Uint8Array {
  const parts = vectors.map((vector) => {
    const largest = Math.max(...vector.map(Math.abs), 1e-12);
    const scale = Buffer.alloc(4);
    scale.writeFloatLE(largest / 127);
    return Buffer.concat([scale, Buffer.from(Int8Array.from(vector, (value) => Math.round((value / largest) * 127)))]);
  });
  return new Uint8Array(Buffer.concat(parts));
}

function unit(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector);
  return norm === 0 ? [...vector] : vector.map((value) => value / norm);
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('the kernel', () => {
  it('is what kernel.wat says', async () => {
    const module = (await wabt()).parseWat('kernel.wat', readFileSync(source, 'utf8'), { simd: true });
    expect(kernelBase64).toBe(Buffer.from(module.toBinary({}).buffer).toString('base64'));
  });
});

describe('VectorMatrix', () => {
  it('gives the cosine of every row, whatever the number of dimensions', () => {
    const dimensions = fc.integer({ min: 1, max: 70 });
    const vectors = dimensions.chain((length) =>
      fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length }), {
        minLength: 2,
        maxLength: 30,
      }),
    );
    fc.assert(
      fc.property(vectors, (all) => {
        const [query = [], ...rows] = all.map(unit);
        const matrix = new VectorMatrix(query.length);
        matrix.add(pack(rows));
        matrix.compare(Float32Array.from(query));
        for (const [row, vector] of rows.entries()) expect(matrix.score(row)).toBeCloseTo(dot(query, vector), 1);
      }),
    );
  });

  it('finds the nearest of many, as sorting all of them does', () => {
    const matrix = new VectorMatrix(16);
    const rows = Array.from({ length: 5_000 }, (_, row) =>
      unit(Array.from({ length: 16 }, (_, i) => Math.sin(row * 12.9898 + i * 78.233))),
    );
    for (const row of rows) matrix.add(pack([row]));
    const query = rows[1234] ?? [];
    matrix.compare(Float32Array.from(query));
    const sorted = rows.map((_, row) => row).sort((a, b) => matrix.score(b) - matrix.score(a) || a - b);
    const nearest = matrix.nearest(50);
    expect(nearest.map(({ row }) => row)).toEqual(sorted.slice(0, 50));
    expect(nearest[0]?.score).toBeCloseTo(1, 2);
    expect(matrix.nearest(10, (row) => row % 2 === 1).every(({ row }) => row % 2 === 1)).toBe(true);
  });

  it('finds no row that was removed, and gives vectors back', () => {
    const matrix = new VectorMatrix(3);
    matrix.add(pack([[1, 0, 0], [0.9, 0.1, 0].map((value) => value), [0, 1, 0]]));
    matrix.remove(0, 1);
    matrix.compare(Float32Array.of(1, 0, 0));
    expect(matrix.nearest(5).map(({ row }) => row)).toEqual([1]);
    expect([...matrix.vector(2)]).toEqual([0, expect.closeTo(1, 5), 0]);
  });

  it('finds nothing for a query without direction', () => {
    const matrix = new VectorMatrix(4);
    matrix.add(pack([[1, 0, 0, 0]]));
    matrix.compare(new Float32Array(4));
    expect(matrix.nearest(3)).toEqual([]);
  });
});
