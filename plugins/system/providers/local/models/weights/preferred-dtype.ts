import type { LocalDtype } from '../pulled-model.js';
import { commonDtypes, type WeightTable } from './weight-table.js';

/** What a processor computes well with comes first; 16-bit floats are not fully supported there, and 32 bits are large. */
const order = ['q4', 'q8', 'int8', 'uint8', 'bnb4', 'q4f16', 'fp16', 'fp32', 'q2', 'q1', 'q2f16', 'q1f16'];

/** The weights to take when nobody said which: the same for all parts, or else the best of each. `undefined`: a part has none. */
export function preferredDtype(table: WeightTable): LocalDtype | undefined {
  const common = commonDtypes(table);
  const same = order.find((dtype) => common.includes(dtype));
  if (same !== undefined) return same;
  const parts = [...table].map(([part, files]) => [part, order.find((dtype) => files.has(dtype))] as const);
  return parts.every((pair): pair is [string, string] => pair[1] !== undefined) ? Object.fromEntries(parts) : undefined;
}
