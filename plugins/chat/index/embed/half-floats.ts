/** 16-bit floats (IEEE 754 binary16) in their bits as 32-bit ones. */
export function halfFloats(bits: ArrayLike<number>): Float32Array {
  return Float32Array.from(bits, halfFloat);
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}
