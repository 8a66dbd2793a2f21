import type { TextSpan, TextStyle } from 'devmgr/plugin-api';

/** Cuts a text into spans so that `places` (start, end, start, end, ... ascending) have the style of a match. */
export function markPlaces(text: string, places: readonly number[], style: TextStyle): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let done = 0;
  for (let index = 0; index + 1 < places.length; index += 2) {
    const [from = 0, to = 0] = [places[index], places[index + 1]];
    if (from > done) spans.push({ text: text.slice(done, from), style });
    if (to > from) spans.push({ text: text.slice(from, to), style: 'match' });
    done = Math.max(done, to);
  }
  if (done < text.length) spans.push({ text: text.slice(done), style });
  return spans;
}
