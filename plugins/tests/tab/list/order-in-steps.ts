/** Rows that are looked at between two points where the work may pause. */
const stepsPerTurn = 512;

/** Which rows there are, and in which order. */
export interface ListOrder<Row> {
  readonly keep: ((row: Row) => boolean) | undefined;
  readonly compare: ((a: Row, b: Row) => number) | undefined;
}

/** The places of the `rows` that pass `keep`, sorted by `compare`; equal ones keep their order. Yields so that it can be done in slices. */
export function* orderInSteps<Row>(rows: readonly Row[], order: ListOrder<Row>): Generator<void, Uint32Array> {
  const kept = yield* keepInSteps(rows, order.keep);
  return order.compare ? yield* sortInSteps(kept, byPlace(rows, order.compare)) : kept;
}

/** Compares places: rows that are equal stand in their own order. */
export function byPlace<Row>(rows: readonly Row[], compare: (a: Row, b: Row) => number) {
  return (a: number, b: number) => compare(rows[a] as Row, rows[b] as Row) || a - b;
}

function* keepInSteps<Row>(rows: readonly Row[], keep: ListOrder<Row>['keep']): Generator<void, Uint32Array> {
  const kept = new Uint32Array(rows.length);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    if (!keep || keep(rows[place] as Row)) kept[count++] = place;
    if (keep && place % stepsPerTurn === stepsPerTurn - 1) yield;
  }
  return kept.subarray(0, count);
}

/** A merge sort over runs that the engine sorts. */
function* sortInSteps(places: Uint32Array, compare: (a: number, b: number) => number): Generator<void, Uint32Array> {
  let from = places;
  let to: Uint32Array = new Uint32Array(places.length);
  for (let start = 0; start < from.length; start += stepsPerTurn) {
    from.subarray(start, start + stepsPerTurn).sort(compare);
    yield;
  }
  for (let size = stepsPerTurn; size < from.length; size *= 2) {
    for (let start = 0; start < from.length; start += 2 * size) {
      const middle = Math.min(start + size, from.length);
      yield* mergeInSteps(from, to, { start, middle, end: Math.min(start + 2 * size, from.length) }, compare);
    }
    [from, to] = [to, from];
  }
  return from;
}

function* mergeInSteps(
  from: Uint32Array,
  to: Uint32Array,
  part: { readonly start: number; readonly middle: number; readonly end: number },
  compare: (a: number, b: number) => number,
): Generator<void, void> {
  let left = part.start;
  let right = part.middle;
  for (let at = part.start; at < part.end; at++) {
    const takesRight =
      right < part.end && (left >= part.middle || compare(from[left] as number, from[right] as number) > 0);
    to[at] = takesRight ? (from[right++] as number) : (from[left++] as number);
    if (at % stepsPerTurn === stepsPerTurn - 1) yield;
  }
}
