import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packVectors, packedVector, unpackVectors } from '../../../../../plugins/chat/index/store/vector-codec.js';

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** Of normal components, as those of embeddings are, of any length but 0. */
const embedding = fc
  .array(fc.tuple(fc.double({ min: 1e-9, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 384,
  })
  .map((pairs) => Float32Array.from(pairs, ([u, v]) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v)))
  .filter((vector) => vector.some((value) => Math.abs(value) > 1e-6));

describe('packVectors', () => {
  it('is scale and then int8, chunk after chunk', () => {
    const packed = packVectors([Float32Array.of(0.5, -1, 0), Float32Array.of(0, 0, 254)], 'm');
    const view = new DataView(packed.data.buffer);
    expect(packed).toMatchObject({ embedder: 'm', dimensions: 3 });
    expect(packed.data).toHaveLength(14);
    expect(view.getFloat32(0, true)).toBeCloseTo(1 / 127, 8);
    expect([4, 5, 6].map((at) => view.getInt8(at))).toEqual([64, -127, 0]);
    expect(view.getFloat32(7, true)).toBe(2);
    expect([11, 12, 13].map((at) => view.getInt8(at))).toEqual([0, 0, 127]);
  });

  it('changes a cosine by less than 0.001', () => {
    fc.assert(
      fc.property(embedding, fc.integer({ min: -20, max: 20 }), (vector, power) => {
        const scaled = vector.map((value) => value * 2 ** power);
        const [back] = unpackVectors(packVectors([scaled], 'm'));
        expect(1 - cosine(scaled, back ?? new Float32Array())).toBeLessThan(1e-3);
      }),
    );
  });

  it('leaves no component further than half a step away, whatever the vector is', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, noNaN: true, min: -(2 ** 100), max: 2 ** 100 }), (vector) => {
        const greatest = Math.max(...vector.map(Math.abs));
        fc.pre(greatest > 1e-30);
        const [back] = unpackVectors(packVectors([vector], 'm'));
        for (const [index, value] of vector.entries())
          expect(Math.abs(value - (back?.[index] ?? NaN))).toBeLessThanOrEqual((greatest / 127) * 0.501);
      }),
    );
  });

  it('makes zeros of a zero vector, and of one with no number in it or an infinite one', () => {
    const odd = [
      Float32Array.of(0, 0),
      Float32Array.of(NaN, 1),
      Float32Array.of(1, -Infinity),
      Float32Array.of(1e-44, 0),
    ];
    expect([...packVectors(odd, 'm').data]).toEqual(Array(24).fill(0));
    expect(unpackVectors(packVectors(odd, 'm')).every((vector) => vector.every((value) => value === 0))).toBe(true);
  });

  it('takes packed vectors as they are, among others', () => {
    const first = packVectors([Float32Array.of(1, 2), Float32Array.of(3, -4)], 'm');
    // As sqlite3 gives it: somewhere in a larger buffer.
    const kept = { ...first, data: Buffer.concat([Buffer.from([9]), first.data]).subarray(1) };
    const again = packVectors([packedVector(kept, 1) ?? new Uint8Array(), Float32Array.of(1, 2)], 'm');
    expect([...again.data]).toEqual([...first.data.subarray(6), ...first.data.subarray(0, 6)]);
    expect(unpackVectors(kept)).toEqual(unpackVectors(first));
    expect(packedVector(kept, 2)).toBeUndefined();
  });

  it('holds nothing for a file without chunks, and refuses different lengths', () => {
    expect(packVectors([], 'm')).toEqual({ embedder: 'm', dimensions: 0, data: new Uint8Array() });
    expect(() => packVectors([Float32Array.of(1), Float32Array.of(1, 2)], 'm')).toThrow(RangeError);
  });
});
