/** Tables and lists in one another that no setting needs; whoever walks through a value may do so with a function that calls itself. */
export const DEEPEST = 64;

/** Settings are read again and again, and the same objects come out of the files each time. */
const fit = new WeakSet<object>();

/** Whether tables and lists stand in one another more than `DEEPEST` levels deep. */
export function isTooDeep(value: unknown): boolean {
  if (!isObject(value) || fit.has(value)) return false;
  let level: readonly object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) => (Object.values(each) as unknown[]).filter(isObject));
  }
  fit.add(value);
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
