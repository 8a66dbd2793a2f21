import { dtypeSuffixes } from './dtype-suffixes.js';

/** Also `quantized`, as the hub's file of `q8` is called. */
export function isDtype(name: string): boolean {
  return name === 'quantized' || Object.hasOwn(dtypeSuffixes, name);
}
