import { setImmediate as nextTurn } from 'node:timers/promises';

/** Two milliseconds of work. */
const pieceChars = 64_000;
/** What a secret takes at most that stands in two pieces: it is looked at with both. */
const overlap = 2_000;

/** Masks secrets in a text of any length without keeping others waiting. `redact`: what masks a short one. */
export async function redactLong(text: string, redact: (text: string) => string): Promise<string> {
  const done: string[] = [];
  let rest = '';
  for (let at = 0; at < text.length;) {
    const end = pieceEnd(text, at);
    rest = redact(rest + text.slice(at, end));
    at = end;
    if (at === text.length) break;
    const keep = Math.max(0, rest.length - overlap);
    done.push(rest.slice(0, keep));
    rest = rest.slice(keep);
    await nextTurn();
  }
  return done.join('') + rest;
}

/** At the end of a line or of a word, so that no secret is masked by halves. */
function pieceEnd(text: string, at: number): number {
  const limit = at + pieceChars;
  if (limit >= text.length) return text.length;
  const piece = text.slice(at, limit);
  const line = piece.lastIndexOf('\n');
  const cut = Math.max(line, piece.lastIndexOf(' '));
  return at + (line > overlap ? line : cut > overlap ? cut : piece.length - 1) + 1;
}
