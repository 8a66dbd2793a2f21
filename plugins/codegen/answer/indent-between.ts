/** How the lines of an edit are indented in the file. */
export interface Indent {
  /** What stands in front of all lines is the same more, or less. */
  readonly isConstant: boolean;
  /** For the blanks in front of a line of the edit those of the file; `undefined`: nobody can tell. */
  of(blanks: string): string | undefined;
}

export const noIndent: Indent = { isConstant: true, of: (blanks) => blanks };

/** From one level of an edit to the next, and the same in the file. */
interface Step {
  readonly from: string;
  readonly to: string;
}

/**
 * How the lines of an edit are indented where they are in a file: by something more or less, or by other steps, such as two blanks for four.
 * `unit`: a step of the file. `undefined`: lines that are alike in the edit differ in the file. Blank lines aside.
 */
export function indentBetween(
  sought: readonly string[],
  lines: readonly string[],
  unit: string | undefined,
): Indent | undefined {
  const levels = new Map<string, string>();
  for (const [index, line] of sought.entries()) {
    if (line.trim() === '') continue;
    const [from, to] = [indentOf(line), indentOf(lines[index] ?? '')];
    if ((levels.get(from) ?? to) !== to) return undefined;
    levels.set(from, to);
  }
  return levels.size === 0
    ? noIndent
    : indentBy(
        [...levels].toSorted(([a], [b]) => a.length - b.length),
        unit,
      );
}

/** A line as it is indented in the file. */
export function reindented(line: string, indent: Indent): string | undefined {
  if (line.trim() === '') return line;
  const [from, to] = [indentOf(line), indent.of(indentOf(line))];
  return to === undefined ? undefined : to + line.slice(from.length);
}

/** For lines that are quoted with other blanks each: only what some of them have, and keep, is known. */
export function knownIndents(sought: readonly string[], lines: readonly string[]): Indent {
  const kept = new Set(
    sought.flatMap((line, index) => (indentOf(line) === indentOf(lines[index] ?? '') ? [indentOf(line)] : [])),
  );
  return { isConstant: false, of: (blanks) => (kept.has(blanks) ? blanks : undefined) };
}

type Levels = readonly (readonly [from: string, to: string])[];

function indentBy(levels: Levels, unit: string | undefined): Indent {
  const shift = constantShift(levels);
  if (shift?.('') === '' && shift(' ') === ' ') return noIndent;
  const known = new Map(levels);
  const step = stepBetween(levels) ?? stepOfLevel(levels[0], unit);
  return {
    isConstant: shift !== undefined,
    of: (blanks) => known.get(blanks) ?? bySteps(blanks) ?? shift?.(blanks),
  };

  function bySteps(blanks: string): string | undefined {
    const below = levels.findLast(([from]) => blanks.startsWith(from));
    const [from, to] = below ?? levels[0] ?? ['', ''];
    const more = below ? blanks.slice(from.length) : from.slice(blanks.length);
    // What is a step of the file is one already.
    if (shift && (!step || unit === undefined || timesIn(more, unit) !== undefined)) return undefined;
    const times = step && (below || from.startsWith(blanks)) ? timesIn(more, step.from) : undefined;
    if (times === undefined || !step) return undefined;
    if (below) return to + step.to.repeat(times);
    const less = step.to.repeat(times);
    return to.endsWith(less) ? to.slice(0, to.length - less.length) : undefined;
  }
}

/** `undefined`: not all have the same more, or less, in front. */
function constantShift(levels: Levels): ((blanks: string) => string) | undefined {
  const shifts = levels.map(([from, to]) => {
    if (to.endsWith(from)) return `+${to.slice(0, to.length - from.length)}`;
    return from.endsWith(to) ? `-${from.slice(0, from.length - to.length)}` : undefined;
  });
  const [first] = shifts;
  if (first === undefined || shifts.some((shift) => shift !== first)) return undefined;
  const blanks = first.slice(1);
  if (first.startsWith('+')) return (own) => blanks + own;
  return (own) => (own.startsWith(blanks) ? own.slice(blanks.length) : '');
}

function stepBetween(levels: Levels): Step | undefined {
  for (const [index, [from, to]] of levels.entries()) {
    const [deeper, there] = levels[index + 1] ?? ['', ''];
    const isDeeper = deeper.startsWith(from) && there.startsWith(to) && there.length > to.length;
    if (isDeeper) return { from: deeper.slice(from.length), to: there.slice(to.length) };
  }
  return undefined;
}

/** Of a single level: as many steps deep in the edit as it is in the file. */
function stepOfLevel(level: Levels[number] | undefined, unit: string | undefined): Step | undefined {
  const [from, to] = level ?? ['', ''];
  const times = unit === undefined ? undefined : timesIn(to, unit);
  if (unit === undefined || !times || from.length % times !== 0 || from === '') return undefined;
  const step = from.slice(0, from.length / times);
  return step.repeat(times) === from ? { from: step, to: unit } : undefined;
}

/** How often a text is `part`; `undefined`: it is something else. */
function timesIn(text: string, part: string): number | undefined {
  const times = text.length / part.length;
  return Number.isInteger(times) && part.repeat(times) === text ? times : undefined;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}
