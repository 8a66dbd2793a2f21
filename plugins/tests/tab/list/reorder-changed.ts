import { byPlace, type ListOrder } from './order-in-steps.js';

/**
 * The order after the rows at some places have changed: only these are judged and moved, so that a frame of results costs the same
 * in a list of any length. `isChanged` has a 1 for each of `changed`. Gives `order` itself when it is the same.
 */
export function reorderChanged<Row>(
  rows: readonly Row[],
  order: Uint32Array,
  changed: readonly number[],
  { keep, compare }: ListOrder<Row>,
): Uint32Array {
  const isChanged = new Set(changed);
  const rest = order.filter((place) => !isChanged.has(place));
  const comparePlaces = compare ? byPlace(rows, compare) : (a: number, b: number) => a - b;
  const wanted = changed.filter((place) => !keep || keep(rows[place] as Row)).sort(comparePlaces);
  const merged = insertSorted(rest, wanted, comparePlaces);
  return isSame(merged, order) ? order : merged;
}

/** Binary search for each: few are put among many. */
function insertSorted(rest: Uint32Array, wanted: readonly number[], compare: (a: number, b: number) => number) {
  const merged = new Uint32Array(rest.length + wanted.length);
  let from = 0;
  wanted.forEach((place, count) => {
    const until = firstAfter(rest, place, from, compare);
    merged.set(rest.subarray(from, until), from + count);
    merged[until + count] = place;
    from = until;
  });
  merged.set(rest.subarray(from), from + wanted.length);
  return merged;
}

function firstAfter(places: Uint32Array, place: number, from: number, compare: (a: number, b: number) => number) {
  let low = from;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(places[middle] as number, place) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((place, index) => place === b[index]);
}
