import type { Headers } from './exchange.js';

/** The first header of a name, whatever its case. */
export function headerValue(headers: Headers, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}
