import type { TextSpan } from 'devmgr/plugin-api';

/** A file of an answer, as it stands in the line above the code. */
export interface StripFile {
  readonly name: string;
  /** `+3 -1`, `new`. */
  readonly fact: TextSpan;
  readonly isShown: boolean;
  /** It has been looked at. */
  readonly isSeen: boolean;
}

export interface FileStrip {
  readonly spans: readonly TextSpan[];
  /** Where each file that is in view stands: its first cell, and the one after its last. */
  readonly places: readonly { readonly at: number; readonly from: number; readonly to: number }[];
}

const separator = ' │ ';
const more = '‹ ';

/**
 * The files of an answer in one line, the one that is shown always in view. `▸` is before that, `●` before those that nobody has looked
 * at. `cells`: of the line; `widthOf`: of a text in cells.
 */
export function fileStrip(files: readonly StripFile[], cells: number, widthOf: (text: string) => number): FileStrip {
  const items = files.map((file) => ({ spans: spansOf(file), width: widthOf(textOf(spansOf(file))) }));
  const shown = Math.max(
    0,
    files.findIndex(({ isShown }) => isShown),
  );
  const first = firstInView(
    items.map(({ width }) => width),
    shown,
    cells,
  );
  const spans: TextSpan[] = first > 0 ? [{ text: more, style: 'muted' }] : [];
  const places: FileStrip['places'][number][] = [];
  let from = first > 0 ? widthOf(more) : 0;
  items.slice(first).forEach((item, index) => {
    if (index > 0) spans.push({ text: separator, style: 'muted' });
    spans.push(...item.spans);
    places.push({ at: first + index, from, to: from + item.width });
    from += item.width + widthOf(separator);
  });
  return { spans, places };
}

function spansOf({ name, fact, isShown, isSeen }: StripFile): readonly TextSpan[] {
  const [sign, style] = isShown
    ? (['▸ ', 'accent'] as const)
    : isSeen
      ? (['  ', undefined] as const)
      : (['● ', 'warning'] as const);
  return [{ text: sign, style }, { text: name, style: isShown ? 'strong' : undefined }, { text: ' ' }, fact];
}

function textOf(spans: readonly TextSpan[]): string {
  return spans.map(({ text }) => text).join('');
}

/** As many before the one that is shown as there is room for. */
function firstInView(widths: readonly number[], shown: number, cells: number): number {
  const gap = separator.length;
  let used = widths[shown] ?? 0;
  let first = shown;
  while (first > 0) {
    const wider = used + gap + (widths[first - 1] ?? 0);
    if (wider + (first > 1 ? more.length : 0) > cells) break;
    used = wider;
    first -= 1;
  }
  return first;
}
