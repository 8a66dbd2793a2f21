import type { AiRequest } from 'devmgr/plugin-api/contracts/ai';

export interface LimitedAnswer {
  /** In pieces as they are streamed: lines with their line breaks. */
  readonly pieces: readonly string[];
  readonly reason: 'stop' | 'length';
}

/** An estimate: there is no tokeniser, and code has about as many. */
const CHARACTERS_PER_TOKEN = 4;
const DEFAULT_TOKENS = 4096;

/** Brings an answer within what the request allows: whole lines, but for a first one that is too long by itself. */
export function limitAnswer(lines: readonly string[], request: AiRequest): LimitedAnswer {
  const whole = lines.join('\n');
  const text = whole.slice(0, firstStop(whole, request.stopSequences ?? []));
  const most = Math.max(0, Math.floor(request.maxOutputTokens ?? DEFAULT_TOKENS)) * CHARACTERS_PER_TOKEN;
  const pieces = text.split(/(?<=\n)/).filter((piece) => piece !== '');
  if (text.length <= most) return { pieces, reason: 'stop' };
  const fitting: string[] = [];
  let used = 0;
  for (const piece of pieces) {
    used += piece.length;
    if (used > most) break;
    fitting.push(piece);
  }
  const beginning = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  return { pieces: fitting.length > 0 ? fitting : [beginning].filter((piece) => piece !== ''), reason: 'length' };
}

/** Where the first of the sequences begins; the end of the text when there is none. */
function firstStop(text: string, sequences: readonly string[]): number {
  const places = sequences.filter((sequence) => sequence !== '').map((sequence) => text.indexOf(sequence));
  return Math.min(text.length, ...places.filter((place) => place !== -1));
}
