import type { SourceCandidate } from '../answer/sources/source-candidate.js';
import type { ChatSource } from '../conversation/conversation.js';
import type { CountTokens } from './count-tokens.js';
import { sourceText } from './source-text.js';
import { trimSource } from './trim-source.js';

export interface ChosenSources {
  /** In the order of the candidates. */
  readonly sources: readonly ChatSource[];
  readonly tokens: number;
  readonly leftOut: number;
  /** Sources of which only the beginning is there. */
  readonly trimmed: number;
}

/** So that of pieces that are worth the same a tiny one does not win over a function that can be understood. */
const evenTokens = 200;

/** As much as fits of what is worth most for its tokens; the best that does not fit is trimmed into what is left. */
export async function chooseSources(
  candidates: readonly SourceCandidate[],
  room: number,
  countTokens: CountTokens,
): Promise<ChosenSources> {
  const sized: Sized[] = [];
  for (const candidate of candidates)
    sized.push({ candidate, tokens: await countTokens(sourceText(candidate.source), room) });
  const chosen = new Map<SourceCandidate, ChatSource>();
  let tokens = 0;
  for (const each of [...sized].sort((a, b) => density(b) - density(a))) {
    if (tokens + each.tokens > room) continue;
    tokens += each.tokens;
    chosen.set(each.candidate, each.candidate.source);
  }
  const best = bestLeft(sized, chosen);
  const trimmed = best && (await trimSource(best.source, room - tokens, countTokens));
  if (trimmed) {
    tokens += trimmed.tokens;
    chosen.set(best, trimmed.source);
  }
  return {
    sources: candidates.flatMap((candidate) => chosen.get(candidate) ?? []),
    tokens,
    leftOut: candidates.length - chosen.size,
    trimmed: trimmed ? 1 : 0,
  };
}

interface Sized {
  readonly candidate: SourceCandidate;
  readonly tokens: number;
}

function density({ candidate, tokens }: Sized): number {
  return candidate.value / (tokens + evenTokens);
}

function bestLeft(sized: readonly Sized[], chosen: ReadonlyMap<SourceCandidate, unknown>): SourceCandidate | undefined {
  const left = sized.filter(({ candidate }) => !chosen.has(candidate));
  return [...left].sort((a, b) => b.candidate.value - a.candidate.value)[0]?.candidate;
}
