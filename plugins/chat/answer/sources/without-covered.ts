import type { SourceCandidate } from './source-candidate.js';

/** Without those whose lines all stand in one before them. */
export function withoutCovered(candidates: readonly SourceCandidate[]): readonly SourceCandidate[] {
  const kept: SourceCandidate[] = [];
  for (const candidate of candidates) {
    const { path, startLine, endLine } = candidate.source;
    const isCovered = kept.some(
      ({ source }) => source.path === path && source.startLine <= startLine && endLine <= source.endLine,
    );
    if (!isCovered) kept.push(candidate);
  }
  return kept;
}
