import type { CodegenState } from '../session/codegen-state.js';

/** One is there, or is being made: it is not laid out anew when it comes. */
export function hasAnswer({ generation, arriving, work }: CodegenState): boolean {
  return generation !== undefined || arriving !== undefined || work !== undefined;
}
