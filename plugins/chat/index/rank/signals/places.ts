import { matchesPlace } from '../../query/matches-place.js';
import type { ParsedQuery } from '../../query/parsed-query.js';
import type { Candidate } from '../../search/search-corpus.js';
import type { RankSignal, SignalScore } from '../rank.js';
import type { RankWeights } from '../weights.js';

const nothing: SignalScore = { value: 0 };
const fits = 0.5;

type Place = ParsedQuery['places'][number];

/** Places that the query names: frames of an error from the innermost on, a path, a file with a line. */
export const places: RankSignal = {
  id: 'places',
  score({ query, candidates }, { weights }) {
    if (query.places.length === 0) return candidates.map(() => nothing);
    const fit = fitsOf(query.places, candidates);
    const present = query.places.filter((place) => candidates.some(({ file }) => fit(file.path, place) >= fits));
    return candidates.map((candidate) => bestPlace(candidate, present, fit, weights));
  },
};

type Fit = (path: string, place: Place) => number;

/** Each file is compared once with each place. */
function fitsOf(wanted: readonly Place[], candidates: readonly Candidate[]): Fit {
  const known = new Map<string, Map<Place, number>>();
  for (const { file } of candidates) {
    if (known.has(file.path)) continue;
    known.set(file.path, new Map(wanted.map((place) => [place, matchesPlace(file.path, place.path)])));
  }
  return (path, place) => known.get(path)?.get(place) ?? 0;
}

/** `present`: without frames of other projects, so that the innermost of this one counts whole. */
function bestPlace(candidate: Candidate, present: readonly Place[], fit: Fit, weights: RankWeights): SignalScore {
  let best = nothing;
  for (const [index, place] of present.entries()) {
    const share = fit(candidate.file.path, place);
    if (share < fits) continue;
    const value = share * placeWeight(candidate, place, weights) * weights.placeDecay ** index;
    if (value > best.value) best = { value, reason: reasonFor(candidate, place) };
  }
  return best;
}

function placeWeight(candidate: Candidate, place: Place, weights: RankWeights): number {
  if (place.line === undefined) return weights.placeFile;
  return holds(candidate, place) ? weights.placeLine : weights.placeNear;
}

function holds({ chunk }: Candidate, { line, endLine = line }: Place): boolean {
  return line !== undefined && endLine !== undefined && chunk.startLine <= endLine && line <= chunk.endLine;
}

function reasonFor(candidate: Candidate, place: Place): string {
  if (!holds(candidate, place)) return 'named file';
  return place.endLine === undefined ? `holds line ${place.line}` : `lines ${place.line}-${place.endLine}`;
}
