import { vi } from 'vitest';
import { WAIT_MS } from './wait-ms.js';

/** Resolves to what the function returns as soon as it does not throw; rejects with what it threw last. */
export function waitFor<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: WAIT_MS, interval: 20 });
}
