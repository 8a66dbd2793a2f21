import { findAlike } from './find-alike.js';
import type { FoundPlace, SearchedLines } from './find-lines.js';
import { indentBetween, noIndent } from './indent-between.js';

/** Where an edit belongs. */
export type Placing =
  | { readonly kind: 'found'; readonly place: FoundPlace }
  /** Several fit alike. */
  | { readonly kind: 'ambiguous'; readonly places: readonly FoundPlace[] }
  /** `nearest`: what comes closest, where something does. */
  | { readonly kind: 'missing'; readonly nearest: FoundPlace | undefined };

/** Comparing by likeness takes long: all edits of a file share what may be compared. */
export interface LikenessBudget {
  comparisons: number;
}

/**
 * Looks for the lines of an edit: as they are, then without blanks at their ends, then indented otherwise, then by likeness, where only a
 * clear winner counts. `nearLine` (from one) decides where several fit.
 */
export async function findPlace(
  file: SearchedLines,
  sought: readonly string[],
  nearLine: number | undefined,
  budget: LikenessBudget,
): Promise<Placing> {
  const found =
    placesBy(file.find(sought, 'exact'), sought) ??
    placesBy(file.find(sought, 'end'), sought) ??
    indentedPlaces(file, sought);
  if (found) return chosen(found, nearLine);
  const alike = await findAlike(file, sought, budget);
  return alike.isClear && alike.best ? { kind: 'found', place: alike.best } : { kind: 'missing', nearest: alike.best };
}

function placesBy(places: readonly number[], sought: readonly string[]): readonly FoundPlace[] | undefined {
  return places.length === 0 ? undefined : places.map((at) => ({ lines: linesFrom(at, sought), indent: noIndent }));
}

/** Where all is shifted alike comes before where the steps are others. */
function indentedPlaces(file: SearchedLines, sought: readonly string[]): readonly FoundPlace[] | undefined {
  const places = file.find(sought, 'both').flatMap((at) => {
    const indent = indentBetween(sought, file.lines.slice(at, at + sought.length), file.unit);
    return indent ? [{ lines: linesFrom(at, sought), indent }] : [];
  });
  const shifted = places.filter(({ indent }) => indent.isConstant);
  if (shifted.length > 0) return shifted;
  return places.length === 0 ? undefined : places;
}

function linesFrom(at: number, sought: readonly string[]): readonly number[] {
  return sought.map((_, index) => at + index);
}

function chosen(places: readonly FoundPlace[], nearLine: number | undefined): Placing {
  const [first] = places;
  if (first && places.length === 1) return { kind: 'found', place: first };
  if (nearLine === undefined) return { kind: 'ambiguous', places };
  const distance = (place: FoundPlace) => Math.abs((place.lines[0] ?? 0) + 1 - nearLine);
  const [nearest, second] = places.toSorted((a, b) => distance(a) - distance(b));
  // Line numbers of models are guesses: the place must be much nearer than any other.
  const isClear = nearest && second && distance(nearest) * 2 < distance(second);
  return isClear ? { kind: 'found', place: nearest } : { kind: 'ambiguous', places };
}
