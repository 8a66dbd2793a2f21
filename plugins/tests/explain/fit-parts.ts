import type { CapsulePart, FittedPart } from './failure-capsule.js';

/** Shares of the room that a part has for itself; what one does not need goes to the others, in this order. */
const SHARES: readonly (readonly [CapsulePart['kind'], number])[] = [
  ['failure', 0.2],
  ['comparison', 0.12],
  ['frames', 0.25],
  ['code', 0.12],
  ['changes', 0.12],
  ['server', 0.1],
  ['captured', 0.06],
  ['requests', 0.03],
  ['traceback', 0],
];

/** For the title of a part, and the line that tells what is left out. */
const HEADING_TOKENS = 24;
/** One line never takes more than this: a 5 MB assertion is one line. In characters. */
const LONGEST_LINE = 800;

interface Measured {
  readonly part: CapsulePart;
  /** Tokens of each line, in the order in which lines are taken. */
  readonly costs: readonly number[];
  readonly share: number;
}

/**
 * Cuts parts to a number of tokens. Each has a share of the room; what is left is given out in the order of importance.
 * `count` gives the tokens of a line. Lines are left out at the end or at the beginning, as `keep` says.
 */
export async function fitParts(
  parts: readonly CapsulePart[],
  room: number,
  count: (line: string) => Promise<number>,
): Promise<readonly FittedPart[]> {
  const measured: Measured[] = [];
  for (const [kind, share] of SHARES) {
    for (const part of parts.filter((each) => each.kind === kind && each.lines.length > 0)) {
      measured.push({ part, share, costs: await costsOf(part, room, count) });
    }
  }
  const own = measured.map((each) => taken(each, Math.floor(room * shareOf(each, measured))));
  let left = room - own.reduce((sum, { tokens }) => sum + tokens, 0);
  const fitted = measured.map((each, index) => {
    const before = own[index]?.tokens ?? 0;
    const more = taken(each, before + Math.max(0, left));
    left -= more.tokens - before;
    return cut(each.part, more.lines);
  });
  return fitted.filter((part) => part.lines.length > 0);
}

/** Several parts of one kind divide its share. */
function shareOf({ part, share }: Measured, all: readonly Measured[]): number {
  return share / all.filter((each) => each.part.kind === part.kind).length;
}

async function costsOf(
  part: CapsulePart,
  room: number,
  count: (line: string) => Promise<number>,
): Promise<readonly number[]> {
  const costs: number[] = [];
  let sum = 0;
  for (const line of part.keep === 'start' ? part.lines : part.lines.toReversed()) {
    // The newline and the indent are two more.
    const cost = (await count(shortened(line))) + 2;
    sum += cost;
    if (sum > room) break;
    costs.push(cost);
  }
  return costs;
}

function taken({ costs }: Measured, room: number): { readonly lines: number; readonly tokens: number } {
  let tokens = HEADING_TOKENS;
  let lines = 0;
  for (const cost of costs) {
    if (tokens + cost > room) break;
    tokens += cost;
    lines += 1;
  }
  return lines === 0 ? { lines: 0, tokens: 0 } : { lines, tokens };
}

function cut(part: CapsulePart, count: number): FittedPart {
  const lines = part.keep === 'start' ? part.lines.slice(0, count) : part.lines.slice(part.lines.length - count);
  return { ...part, lines: lines.map(shortened), leftOut: part.lines.length - count };
}

function shortened(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  const half = LONGEST_LINE / 2;
  return `${line.slice(0, half)} … ${line.length - LONGEST_LINE} characters left out … ${line.slice(-half)}`;
}
