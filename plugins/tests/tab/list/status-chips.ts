import type { TextSpan } from 'devmgr/plugin-api';
import type { TestOutcome } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../book/known-test.js';
import { outcomeLook } from '../../results/outcome-look.js';
import { testNotes } from './test-cells.js';

/** One thing that tests are, with how many are: a press on it filters. */
export interface StatusChip {
  readonly text: string;
  readonly style: TextSpan['style'];
  /** The filter line for these tests. */
  readonly filter: string;
}

const outcomes: readonly TestOutcome[] = ['failed', 'error', 'running', 'passed', 'skipped', 'xfailed', 'xpassed'];
const notes: Readonly<Record<string, string>> = { flaky: 'flaky', slower: 'slow', new: 'new', pinned: 'pinned' };
const gap = 2;

/** What there is among the tests, the urgent first. */
export function statusChips(tests: readonly KnownTest[]): readonly StatusChip[] {
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const test of tests) {
    count(test.outcome ?? 'never');
    for (const { word, is } of testNotes) if (is(test)) count(word);
  }
  const ofOutcomes = outcomes.map((outcome) => ({ ...outcomeLook[outcome], filter: `status:${outcome}` }));
  const never = { ...outcomeLook.queued, word: 'never', filter: 'status:never' };
  const ofNotes = testNotes.map((note) => ({ ...note, filter: `is:${notes[note.word] ?? note.word}` }));
  // Its filter shows both.
  const errors = counts.get('error') ?? 0;
  return [...ofOutcomes, never, ...ofNotes].flatMap(({ sign, word, style, filter }) => {
    const number = counts.get(word);
    if (number === undefined) return [];
    if (word === 'failed' && errors > 0) return [{ text: `${sign} ${number + errors} failed or error`, style, filter }];
    return [{ text: `${sign} ${number} ${word === 'never' ? 'not run' : word}`, style, filter }];
  });
}

/** The chips on a line; the one that is the filter stands out. */
export function chipLine(chips: readonly StatusChip[], filter: string): TextSpan[] {
  return chips.flatMap((chip, index) => [
    ...(index > 0 ? [{ text: ' '.repeat(gap) }] : [{ text: ' ' }]),
    { text: chip.text, style: chip.filter === filter ? 'match' : chip.style },
  ]);
}

/** The chip at a cell of the line. */
export function chipAt(chips: readonly StatusChip[], cell: number): StatusChip | undefined {
  let from = 1;
  for (const chip of chips) {
    if (cell >= from && cell < from + chip.text.length) return chip;
    from += chip.text.length + gap;
  }
  return undefined;
}
