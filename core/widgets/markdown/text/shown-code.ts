import { clean } from '../../../screen/text/clean.js';
import { cutLines } from './cut-lines.js';

/** Code as it is shown: clean, and without the ends of very long lines. */
export function shownCode(text: string): string {
  return clean(cutLines(text));
}
