import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';

const partial = new WeakMap<object, Generation>();

/** What a model had written when it failed; `undefined`: nothing. `error`: what `generate` threw. */
export function partialGeneration(error: unknown): Generation | undefined {
  return typeof error === 'object' && error !== null ? partial.get(error) : undefined;
}

/** Remembers what had come before an error, for as long as somebody holds that. */
export function keepPartialGeneration(error: unknown, generation: Generation): void {
  if (typeof error === 'object' && error !== null) partial.set(error, generation);
}
