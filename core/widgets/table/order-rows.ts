/** Rows that are looked at between two points where the work may pause. Fewer rows than that are never paused. */
export const STEPS_PER_TURN = 256;

const RUN = 16;

export interface RowOrder<Row> {
  readonly keep: ((row: Row) => boolean) | undefined;
  readonly compare: ((a: Row, b: Row) => number) | undefined;
}

/**
 * The indexes of `rows` that pass `keep`, sorted by `compare`: stable, so equal rows keep their own order.
 * A merge sort that yields every 256 rows, so that a caller can do it in slices.
 */
export function* orderRows<Row>(rows: readonly Row[], order: RowOrder<Row>): Generator<void, Uint32Array> {
  const kept = yield* keepRows(rows, order.keep);
  return order.compare ? yield* mergeSort(rows, kept, order.compare) : kept;
}

function* keepRows<Row>(rows: readonly Row[], keep: RowOrder<Row>['keep']): Generator<void, Uint32Array> {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    if (!keep || keep(rows[index] as Row)) kept[count++] = index;
    if (keep && index % STEPS_PER_TURN === STEPS_PER_TURN - 1) yield;
  }
  return kept.subarray(0, count);
}

function* mergeSort<Row>(
  rows: readonly Row[],
  indexes: Uint32Array,
  compare: (a: Row, b: Row) => number,
): Generator<void, Uint32Array> {
  let from = indexes;
  let to: Uint32Array = new Uint32Array(indexes.length);
  const isAfter = (a: number, b: number) => compare(rows[a] as Row, rows[b] as Row) > 0;
  for (let start = 0; start < from.length; start += RUN) {
    insertionSort(from, start, Math.min(start + RUN, from.length), isAfter);
    if ((start + RUN) % STEPS_PER_TURN === 0) yield;
  }
  for (let size = RUN; size < from.length; size *= 2) {
    for (let start = 0; start < from.length; start += 2 * size) {
      const end = Math.min(start + 2 * size, from.length);
      const middle = Math.min(start + size, end);
      // Rows that arrive in order are the usual case after a small change.
      const inOrder = middle === end || !isAfter(from[middle - 1] as number, from[middle] as number);
      if (inOrder) to.set(from.subarray(start, end), start);
      else yield* merge(from, to, { start, middle, end }, isAfter);
      if (end % STEPS_PER_TURN === 0) yield;
    }
    [from, to] = [to, from];
  }
  return from;
}

function insertionSort(items: Uint32Array, start: number, end: number, isAfter: (a: number, b: number) => boolean) {
  for (let next = start + 1; next < end; next++) {
    const item = items[next] as number;
    let at = next;
    for (; at > start && isAfter(items[at - 1] as number, item); at--) items[at] = items[at - 1] as number;
    items[at] = item;
  }
}

function* merge(
  from: Uint32Array,
  to: Uint32Array,
  part: { readonly start: number; readonly middle: number; readonly end: number },
  isAfter: (a: number, b: number) => boolean,
): Generator<void, void> {
  let left = part.start;
  let right = part.middle;
  for (let at = part.start; at < part.end; at++) {
    const takeRight = right < part.end && (left >= part.middle || isAfter(from[left] as number, from[right] as number));
    to[at] = takeRight ? (from[right++] as number) : (from[left++] as number);
    if (at % STEPS_PER_TURN === STEPS_PER_TURN - 1) yield;
  }
}
