/** Of vectors of unit length. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b || a.length !== b.length) throw new Error('These cannot be compared');
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
