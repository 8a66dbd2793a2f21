import type { StyledText } from 'devmgr/plugin-api';

/** Lines without their looks, as they are copied. */
export function plainText(lines: readonly StyledText[]): string {
  return lines.map((line) => (typeof line === 'string' ? line : line.map(({ text }) => text).join(''))).join('\n');
}
