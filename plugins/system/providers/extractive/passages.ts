import type { AiSource } from 'devmgr/plugin-api/contracts/ai';
import type { Excerpt } from './best-lines.js';

/** What is quoted under one heading: a source, or several of a file that stand one below the other. */
export interface Passage {
  /** Best first. */
  readonly sources: readonly AiSource[];
  readonly excerpt: Excerpt;
}

const MOST_PASSAGES = 5;
/** Of one passage, and of all of them: more is no answer that somebody reads. */
const MOST_LINES = { passage: 60, all: 130 } as const;
/** Blank lines between two definitions. */
const WIDEST_GAP = 2;

/** Passages of the sources, in the order of the best source of each. Lines that stand in several sources are quoted once. */
export function passagesOf(found: readonly Readonly<{ source: AiSource; excerpt: Excerpt }>[]): readonly Passage[] {
  const passages: Passage[] = [];
  let room: number = MOST_LINES.all;
  for (const { source, excerpt } of found) {
    const beside = passages.findIndex((passage) => isBeside(passage, source, excerpt));
    const before = passages[beside];
    const joined = before && { sources: [...before.sources, source], excerpt: together(before.excerpt, excerpt) };
    const added = (joined?.excerpt ?? excerpt).lines.size - (before?.excerpt.lines.size ?? 0);
    if (added === 0 || (added > room && passages.length > 0)) continue;
    if (joined && joined.excerpt.lines.size <= MOST_LINES.passage) passages[beside] = joined;
    else if (before && overlaps(before.excerpt, excerpt)) continue;
    else if (passages.length < MOST_PASSAGES) passages.push({ sources: [source], excerpt });
    // What comes now is worth less than what would no longer be quoted.
    else break;
    room -= added;
  }
  return passages;
}

function isBeside({ sources, excerpt: before }: Passage, { path }: AiSource, excerpt: Excerpt): boolean {
  const gap = Math.max(before.startLine - excerpt.endLine, excerpt.startLine - before.endLine) - 1;
  return sources[0]?.path === path && gap <= WIDEST_GAP;
}

function overlaps(one: Excerpt, other: Excerpt): boolean {
  return one.startLine <= other.endLine && other.startLine <= one.endLine;
}

/** Of a line that both have, the first one's. */
function together(one: Excerpt, other: Excerpt): Excerpt {
  const lines = new Map([...[...other.lines], ...one.lines].sort(([a], [b]) => a - b));
  return {
    startLine: Math.min(one.startLine, other.startLine),
    endLine: Math.max(one.endLine, other.endLine),
    lines,
  };
}
