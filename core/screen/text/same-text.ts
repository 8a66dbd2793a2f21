import type { StyledText } from 'devmgr/plugin-api';

/** Whether both look the same: what is set again as it was costs no frame. */
export function sameText(a: StyledText, b: StyledText): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a.length !== b.length) return false;
  return a.every((span, index) => span.text === b[index]?.text && span.style === b[index].style);
}
