import { lineTokens, withoutEnd } from '../review/line-tokens.js';
import { findPlace, type Placing } from './find-place.js';
import type { TextEdit } from './parsed-answer.js';
import { replaceLines, replacementsAt, type Replacement } from './replace-lines.js';

export type AppliedEdits = { readonly text: string } | { readonly refused: string };

/**
 * Applies edits to a text; all or none. Says which one could not be, and why. All are meant for the text as it is; where that does not work
 * each is meant for what those before it made. Line ends are `\n`.
 */
export async function applyEdits(before: string, edits: readonly TextEdit[]): Promise<AppliedEdits> {
  const lines = linesOf(before);
  const together = await applyTogether(lines, edits);
  if ('text' in together || edits.length === 1 || together.isAmbiguous) return together;
  const inTurn = await applyInTurn(lines, edits);
  return inTurn === undefined ? together : { text: inTurn };
}

type Refusal = { readonly refused: string; readonly isAmbiguous: boolean };

async function applyTogether(
  lines: readonly string[],
  edits: readonly TextEdit[],
): Promise<{ readonly text: string } | Refusal> {
  const replacements: Replacement[] = [];
  for (const [index, edit] of edits.entries()) {
    const which = edits.length === 1 ? 'the edit' : `edit ${String(index + 1)} of ${String(edits.length)}`;
    const sought = linesOf(edit.search);
    if (isBlank(sought)) return { refused: `${which} does not say which lines it changes`, isAmbiguous: true };
    const placing = nthOfEqual(await findPlace(lines, sought, edit.nearLine), edits, index);
    if (placing.kind !== 'found') {
      return { refused: `${which} ${reasonOf(placing, lines)}`, isAmbiguous: placing.kind === 'ambiguous' };
    }
    const own = replacementsAt(lines, placing.place, sought, linesOf(edit.replace));
    if (!own)
      return {
        refused: `${which} ${reasonOf({ kind: 'missing', nearest: placing.place }, lines)}`,
        isAmbiguous: false,
      };
    replacements.push(...own);
  }
  const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const overlap = sorted.find((one, index) => isOverlap(sorted[index - 1], one));
  if (overlap) return { refused: `two edits change line ${String(overlap.start + 1)}`, isAmbiguous: false };
  return { text: replaceLines(lines, sorted) };
}

async function applyInTurn(before: readonly string[], edits: readonly TextEdit[]): Promise<string | undefined> {
  let lines = before;
  for (const edit of edits) {
    const sought = linesOf(edit.search);
    const placing = await findPlace(lines, sought, undefined);
    if (placing.kind !== 'found') return undefined;
    const own = replacementsAt(lines, placing.place, sought, linesOf(edit.replace));
    if (!own) return undefined;
    lines = linesOf(replaceLines(lines, own));
  }
  return textOf(lines);
}

/** As many edits with the same lines as there are places: each has its own. */
function nthOfEqual(placing: Placing, edits: readonly TextEdit[], index: number): Placing {
  if (placing.kind !== 'ambiguous') return placing;
  const equal = edits.flatMap(({ search }, at) => (search === edits[index]?.search ? [at] : []));
  const place = equal.length === placing.places.length ? placing.places[equal.indexOf(index)] : undefined;
  return place ? { kind: 'found', place } : placing;
}

/** Lines that are put in at the same place are in no clear order. */
function isOverlap(one: Replacement | undefined, next: Replacement): boolean {
  if (!one) return false;
  return next.start < one.end || (one.start === one.end && next.start === next.end && one.start === next.start);
}

function linesOf(text: string): readonly string[] {
  return lineTokens(text).map(withoutEnd);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function isBlank(lines: readonly string[]): boolean {
  return lines.every((line) => line.trim() === '');
}

function reasonOf(placing: Exclude<Placing, { readonly kind: 'found' }>, lines: readonly string[]): string {
  if (placing.kind === 'ambiguous') {
    const at = placing.places.map((place) => String((place.lines[0] ?? 0) + 1));
    return `fits ${String(at.length)} places: lines ${at.slice(0, 5).join(', ')}${at.length > 5 ? ', …' : ''}`;
  }
  const at = placing.nearest?.lines[0];
  if (at === undefined) return 'names lines that are not in the file';
  const line = (lines[at] ?? '').trim().slice(0, 80);
  return `names lines that are not in the file; the nearest are at line ${String(at + 1)}: ${line}`;
}
