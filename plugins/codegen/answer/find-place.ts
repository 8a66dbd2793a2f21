import { findAlike } from './find-alike.js';
import { findLines, noIndent, type FoundPlace } from './find-lines.js';
import { indentBetween } from './indent-between.js';

/** Where an edit belongs. */
export type Placing =
  | { readonly kind: 'found'; readonly place: FoundPlace }
  /** Several fit alike. */
  | { readonly kind: 'ambiguous'; readonly places: readonly FoundPlace[] }
  /** `nearest`: what comes closest, where something does. */
  | { readonly kind: 'missing'; readonly nearest: FoundPlace | undefined };

/**
 * Looks for the lines of an edit: as they are, then without blanks at their ends, then indented otherwise, then by likeness, where only a
 * clear winner counts. `nearLine` (from one) decides where several fit.
 */
export async function findPlace(
  lines: readonly string[],
  sought: readonly string[],
  nearLine: number | undefined,
): Promise<Placing> {
  const found =
    placesBy(lines, sought, (line) => line) ??
    placesBy(lines, sought, (line) => line.trimEnd()) ??
    indentedPlaces(lines, sought);
  if (found) return chosen(found, nearLine);
  const alike = await findAlike(lines, sought);
  return alike.isClear && alike.best ? { kind: 'found', place: alike.best } : { kind: 'missing', nearest: alike.best };
}

function placesBy(
  lines: readonly string[],
  sought: readonly string[],
  view: (line: string) => string,
): readonly FoundPlace[] | undefined {
  const places = findLines(lines, sought, view);
  return places.length === 0
    ? undefined
    : places.map((at) => ({ lines: sought.map((_, index) => at + index), indent: noIndent }));
}

function indentedPlaces(lines: readonly string[], sought: readonly string[]): readonly FoundPlace[] | undefined {
  const places = findLines(lines, sought, (line) => line.trim()).flatMap((at) => {
    const indent = indentBetween(sought, lines.slice(at, at + sought.length));
    return indent ? [{ lines: sought.map((_, index) => at + index), indent }] : [];
  });
  return places.length === 0 ? undefined : places;
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
