/** Lists and objects in one another. Readers in Python give up at about a thousand, and ours must not run out of stack either. */
export const DEEPEST = 500;

/** Whether JSON that was read is nested deeper than that; without recursion. */
export function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    const next: unknown[] = [];
    for (const each of level)
      if (typeof each === 'object' && each !== null)
        for (const member of Object.values(each) as readonly unknown[])
          if (typeof member === 'object' && member !== null) next.push(member);
    level = next;
  }
  return false;
}
