import { diffLines, diffWordsWithSpace, type Change } from 'diff';
import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { TestComparison } from 'devmgr/plugin-api/contracts/test-runs';

/** Equal lines that are shown around what differs. */
const AROUND = 3;
const MOST_LINES = 400;
/** Longer lines are not compared word by word. */
const LONGEST_LINE = 4_000;
/** Of equal words within a line; what is longer is cut in its middle. */
const EQUAL_WORDS = 60;
const PATIENCE = { timeout: 100, maxEditLength: 5_000 };

interface Line {
  readonly kind: 'equal' | 'left' | 'right';
  readonly spans: readonly TextSpan[];
}

/**
 * The two sides of a comparison, one under the other: `+` stands before what only the left one has, `-` before what only the right one has, as
 * pytest writes them; the words that differ are marked. Takes at most about a quarter of a second, whatever the texts are.
 */
export function comparisonLines({ operator, left, right }: TestComparison): readonly StyledText[] {
  if (operator !== '==') return [...side('left', left), [{ text: operator, style: 'strong' }], ...side('right', right)];
  const lines = compared(left, right);
  const shown = lines && folded(lines);
  if (!shown) return [...legend(), ...cut(side('left', left)), ...cut(side('right', right))];
  return [...legend(), ...cut(shown)];
}

function legend(): StyledText[] {
  const [plus, minus]: TextSpan[] = [
    { text: '+ left', style: 'added' },
    { text: '- right', style: 'removed' },
  ];
  return [[plus, { text: '  ' }, minus, { text: '  of ==', style: 'muted' }] as TextSpan[]];
}

/** `undefined`: they are too different, or the same as text. */
function compared(left: string, right: string): readonly Line[] | undefined {
  if (left === right) return undefined;
  const changes = diffLines(withEnd(right), withEnd(left), PATIENCE) as Change[] | undefined;
  if (!changes) return undefined;
  const lines: Line[] = [];
  for (let at = 0; at < changes.length; at++) {
    const [change, next] = [changes[at], changes[at + 1]];
    if (!change) continue;
    if (change.removed && next?.added) {
      lines.push(...replaced(linesOf(change), linesOf(next)));
      at += 1;
    } else {
      const kind = change.added ? 'left' : change.removed ? 'right' : 'equal';
      lines.push(...linesOf(change).map((text) => plainLine(kind, text)));
    }
  }
  return lines;
}

/** Lines that stand for each other are compared word by word. */
function replaced(right: readonly string[], left: readonly string[]): readonly Line[] {
  const pairs = Math.min(right.length, left.length);
  const isPaired = right.length === left.length || pairs === 1;
  if (!isPaired)
    return [...right.map((text) => plainLine('right', text)), ...left.map((text) => plainLine('left', text))];
  const lines: Line[] = [];
  for (let at = 0; at < Math.max(right.length, left.length); at++) {
    const [before, after] = [right[at], left[at]];
    if (before !== undefined && after !== undefined) lines.push(...wordLines(before, after));
    else if (before !== undefined) lines.push(plainLine('right', before));
    else if (after !== undefined) lines.push(plainLine('left', after));
  }
  return lines;
}

function wordLines(right: string, left: string): readonly Line[] {
  const isShort = right.length <= LONGEST_LINE && left.length <= LONGEST_LINE;
  const words = isShort ? (diffWordsWithSpace(right, left, PATIENCE) as Change[] | undefined) : undefined;
  if (!words) return [plainLine('right', right), plainLine('left', left)];
  const spans = (kind: 'left' | 'right') =>
    words
      .filter((word) => (kind === 'left' ? !word.removed : !word.added))
      .map((word): TextSpan => {
        const isEqual = !word.added && !word.removed;
        return isEqual ? { text: shortened(word.value), style: styleOf[kind] } : { text: word.value, style: 'match' };
      });
  return [
    { kind: 'right', spans: [{ text: '- ', style: 'removed' }, ...spans('right')] },
    { kind: 'left', spans: [{ text: '+ ', style: 'added' }, ...spans('left')] },
  ];
}

const styleOf = { left: 'added', right: 'removed', equal: 'muted' } as const;
const signOf = { left: '+ ', right: '- ', equal: '  ' } as const;

function plainLine(kind: Line['kind'], text: string): Line {
  return { kind, spans: [{ text: `${signOf[kind]}${text}`, style: styleOf[kind] }] };
}

function side(kind: 'left' | 'right', text: string): StyledText[] {
  return text.split('\n').map((line) => plainLine(kind, line).spans);
}

/** Equal lines far from what differs are counted only. */
function folded(lines: readonly Line[]): StyledText[] {
  const isNear = nearDifference(lines);
  const shown: StyledText[] = [];
  let hidden = 0;
  const tell = () => {
    if (hidden > 0) shown.push([{ text: `  … ${hidden} equal line${hidden === 1 ? '' : 's'}`, style: 'muted' }]);
    hidden = 0;
  };
  lines.forEach((line, index) => {
    if (!isNear[index]) return void (hidden += 1);
    tell();
    shown.push(line.spans);
  });
  tell();
  return shown;
}

function nearDifference(lines: readonly Line[]): boolean[] {
  const isNear = lines.map(() => false);
  lines.forEach(({ kind }, index) => {
    if (kind === 'equal') return;
    for (let at = Math.max(0, index - AROUND); at <= Math.min(lines.length - 1, index + AROUND); at++)
      isNear[at] = true;
  });
  return isNear;
}

function cut(lines: readonly StyledText[]): readonly StyledText[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), [{ text: `… ${lines.length - MOST_LINES} more lines`, style: 'muted' }]];
}

function shortened(text: string): string {
  if (text.length <= EQUAL_WORDS) return text;
  return `${text.slice(0, EQUAL_WORDS / 2)}…${text.slice(-EQUAL_WORDS / 2)}`;
}

/** Without it the last line would differ from the same one further up. */
function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function linesOf({ value }: Change): string[] {
  return value.replace(/\n$/, '').split('\n');
}
