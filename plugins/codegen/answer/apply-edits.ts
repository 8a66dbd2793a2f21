import { lineTokens, withoutEnd } from '../review/line-tokens.js';
import { SearchedLines, type FoundPlace } from './find-lines.js';
import { findPlace, type Placing } from './find-place.js';
import type { TextEdit } from './parsed-answer.js';
import { replaceLines, replacementsAt, type Misfit, type Replacement } from './replace-lines.js';

/** Lines that are compared by likeness for all edits of a file: some seconds, in small pieces. */
const mostComparisons = 8_000_000;
/** Lines that are gone through where each edit is meant for what those before it made. */
const mostInTurn = 4_000_000;
const turnMs = 4;

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
  const [file, budget, equal] = [new SearchedLines(lines), { comparisons: mostComparisons }, equalEdits(edits)];
  const [turn, known] = [new Turn(), new Map<string, Placing>()];
  for (const [index, edit] of edits.entries()) {
    const which = edits.length === 1 ? 'the edit' : `edit ${String(index + 1)} of ${String(edits.length)}`;
    const sought = linesOf(edit.search);
    if (isBlank(sought)) return { refused: `${which} does not say which lines it changes`, isAmbiguous: true };
    const key = `${String(edit.nearLine)} ${edit.search}`;
    const found = known.get(key) ?? (await findPlace(file, sought, edit.nearLine, budget));
    known.set(key, found);
    const placing = nthOfEqual(found, equal.get(edit.search) ?? [], index);
    if (placing.kind !== 'found') {
      return { refused: `${which} ${reasonOf(placing, lines)}`, isAmbiguous: placing.kind === 'ambiguous' };
    }
    const own = replacementsAt(lines, placing.place, sought, linesOf(edit.replace));
    if (typeof own === 'string')
      return { refused: `${which} ${misfitOf(own, placing.place, lines)}`, isAmbiguous: false };
    for (const one of own) replacements.push(one);
    await turn.end();
  }
  const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const overlap = sorted.find((one, index) => isOverlap(sorted[index - 1], one));
  if (overlap) return { refused: `two edits change line ${String(overlap.start + 1)}`, isAmbiguous: false };
  return { text: replaceLines(lines, sorted) };
}

/** `undefined`: they do not fit so either, or going through the file for each of them would take too long. */
async function applyInTurn(before: readonly string[], edits: readonly TextEdit[]): Promise<string | undefined> {
  if (before.length * edits.length > mostInTurn) return undefined;
  let lines = before;
  const [turn, budget] = [new Turn(), { comparisons: mostComparisons }];
  for (const edit of edits) {
    const sought = linesOf(edit.search);
    const placing = await findPlace(new SearchedLines(lines), sought, undefined, budget);
    if (placing.kind !== 'found') return undefined;
    const own = replacementsAt(lines, placing.place, sought, linesOf(edit.replace));
    if (typeof own === 'string') return undefined;
    lines = linesOf(replaceLines(lines, own));
    await turn.end();
  }
  return textOf(lines);
}

/** The places of edits that look for the same lines. */
function equalEdits(edits: readonly TextEdit[]): ReadonlyMap<string, readonly number[]> {
  const equal = new Map<string, number[]>();
  for (const [index, { search }] of edits.entries()) {
    const own = equal.get(search);
    if (own) own.push(index);
    else equal.set(search, [index]);
  }
  return equal;
}

/** As many edits with the same lines as there are places: each has its own. */
function nthOfEqual(placing: Placing, equal: readonly number[], index: number): Placing {
  if (placing.kind !== 'ambiguous' || equal.length !== placing.places.length) return placing;
  const place = placing.places[equal.indexOf(index)];
  return place ? { kind: 'found', place } : placing;
}

/** Gives others their turn when a piece of work has taken its time. */
class Turn {
  #startedAt = performance.now();

  async end(): Promise<void> {
    if (performance.now() - this.#startedAt < turnMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#startedAt = performance.now();
  }
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

function misfitOf(misfit: Misfit, place: FoundPlace, lines: readonly string[]): string {
  if (misfit === 'lines') return reasonOf({ kind: 'missing', nearest: place }, lines);
  return `is indented by other steps than the file at line ${String((place.lines[0] ?? 0) + 1)}: indent it as the file is`;
}
