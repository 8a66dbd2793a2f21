import { matchesPlace } from '../../query/matches-place.js';
import type { RankSignal, SignalScore } from '../rank.js';

const nothing: SignalScore = { value: 0 };
/** The file itself, not one of the same name elsewhere. */
const leastFit = 0.9;
const step = 0.001;

/** Who names only a file, or lines of it, reads it from there on: its chunks keep their order. */
export const fileOrder: RankSignal = {
  id: 'file-order',
  score({ query, candidates }, { scores }) {
    const values: SignalScore[] = candidates.map(() => nothing);
    const [place, ...others] = query.places;
    if (query.kind !== 'path' || !place || others.length > 0) return values;
    const { line, endLine = line } = place;
    const listed = [...candidates.keys()].filter((at) => {
      const candidate = candidates[at];
      if (!candidate || matchesPlace(candidate.file.path, place.path) < leastFit) return false;
      const { startLine, endLine: last } = candidate.chunk;
      return line === undefined || endLine === undefined || (startLine <= endLine && line <= last);
    });
    const top = listed.reduce((most, at) => Math.max(most, scores[at] ?? 0), -Infinity);
    listed.sort((one, other) => (candidates[one]?.chunkId ?? 0) - (candidates[other]?.chunkId ?? 0));
    for (const [order, at] of listed.entries()) values[at] = { value: top - order * step - (scores[at] ?? 0) };
    return values;
  },
};
