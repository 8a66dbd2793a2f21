import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';

/** Of everything together, in characters: about 16,000 tokens. What is of great value is sent beyond it. */
const mostChars = 56_000;
const greatValue = 0.75;
/** Such a piece of a file stays beside the file, which may be too long to be sent. */
const surePiece = 0.9;

/**
 * All items by value, best first: each id once, no piece of a file that is there as a whole, and not more than is read with profit.
 * What other plugins gave stays, unless its id is taken.
 */
export function joinedItems(
  found: readonly CodeContextItem[],
  given: readonly CodeContextItem[],
): readonly CodeContextItem[] {
  const own = withoutDoubles(byValue(found));
  const known = new Set(own.map(({ id }) => id));
  const others = byValue(given).filter(({ id }) => !known.has(id) && known.add(id));
  return byValue([...limited(own), ...others]);
}

function byValue(items: readonly CodeContextItem[]): readonly CodeContextItem[] {
  return items.toSorted((a, b) => b.value - a.value);
}

function withoutDoubles(items: readonly CodeContextItem[]): readonly CodeContextItem[] {
  const whole = new Set(items.filter(isWhole).map(({ path }) => path));
  const ids = new Set<string>();
  return items.filter((item) => {
    if (ids.has(item.id) || (isPiece(item) && whole.has(item.path))) return false;
    ids.add(item.id);
    return true;
  });
}

function isPiece({ startLine, value }: CodeContextItem): boolean {
  return startLine !== undefined && value < surePiece;
}

/** The outline of a file leaves pieces of it of use. */
function isWhole({ path, startLine, title }: CodeContextItem): boolean {
  return path !== undefined && startLine === undefined && title === path;
}

function limited(items: readonly CodeContextItem[]): readonly CodeContextItem[] {
  let left = mostChars;
  return items.filter(({ text, value }) => {
    if (value < greatValue && text.length > left) return false;
    left -= text.length;
    return true;
  });
}
