import type { CountTokens } from './count-tokens.js';
import type { Turn } from './turns.js';

/** Of the roles and the marks around two messages. */
const perTurn = 16;

export interface FittedTurns {
  /** The newest, oldest first. */
  readonly recent: readonly Turn[];
  readonly tokens: number;
  /** Those that do not fit. */
  readonly older: readonly Turn[];
}

/** The newest turns that fit; none is torn from those after it. */
export async function fitTurns(turns: readonly Turn[], room: number, countTokens: CountTokens): Promise<FittedTurns> {
  let tokens = 0;
  let first = turns.length;
  while (first > 0) {
    const turn = turns[first - 1];
    const needed = perTurn + (await countTokens(`${turn?.question ?? ''}\n${turn?.answer ?? ''}`, room - tokens));
    if (tokens + needed > room) break;
    tokens += needed;
    first -= 1;
  }
  return { recent: turns.slice(first), tokens, older: turns.slice(0, first) };
}
