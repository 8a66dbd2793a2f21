/** Characters of a line that are shown, in UTF-16 code units: laying out more holds the screen up, and nobody reads it. */
const MOST = 20_000;

/** Cuts very long lines and says how much is not shown. Costs next to nothing where there are none. */
export function cutLines(text: string): string {
  if (text.length <= MOST) return text;
  let kept = '';
  let from = 0;
  for (let start = 0, end = 0; end < text.length; start = end + 1) {
    const next = text.indexOf('\n', start);
    end = next < 0 ? text.length : next;
    if (end - start <= MOST) continue;
    const more = (end - start - MOST).toLocaleString('en');
    kept += `${text.slice(from, start + MOST)} … (${more} more characters are not shown)`;
    from = end;
  }
  return from === 0 ? text : kept + text.slice(from);
}
