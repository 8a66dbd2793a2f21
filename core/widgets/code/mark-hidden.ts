import type { HiddenCharacter, TextSpan } from 'devmgr/plugin-api';
import { hiddenCharacters } from '../../screen/text/hidden-characters.js';

/** Of a line, in a look of their own. Those of a hostile line that are more are marked in that of the code. */
const MOST = 100;

/** Code as it is read by machines: in the place of what no screen draws stands its name, as `<U+202E>`. */
export function markHidden(spans: readonly TextSpan[]): readonly TextSpan[] {
  let left = MOST;
  return spans.flatMap((span) => {
    const hidden = hiddenCharacters(span.text);
    if (hidden.length === 0) return span;
    left -= hidden.length;
    return left < 0 ? { ...span, text: withNames(span.text, hidden) } : withMarks(span, hidden);
  });
}

function withMarks(span: TextSpan, hidden: readonly HiddenCharacter[]): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let from = 0;
  for (const { at, length, name } of hidden) {
    if (at > from) spans.push({ ...span, text: span.text.slice(from, at) });
    spans.push({ text: `<${name}>`, style: 'error' });
    from = at + length;
  }
  return from < span.text.length ? [...spans, { ...span, text: span.text.slice(from) }] : spans;
}

function withNames(text: string, hidden: readonly HiddenCharacter[]): string {
  return withMarks({ text }, hidden)
    .map((span) => span.text)
    .join('');
}
