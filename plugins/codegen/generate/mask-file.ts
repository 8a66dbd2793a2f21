import { maskedPlaces } from './masked-places.js';

/** A file as it may be sent, and the way back. */
export interface MaskedFile {
  /** Secrets are `***`; as many lines as before. */
  readonly text: string;
  /** A new version of the file with the secrets in their places again. `lostLine` (from one): there a mask stands that belongs to no secret for sure. */
  restore(text: string): { readonly text: string; readonly lostLine: number | undefined };
}

const mask = '***';

/** Masks the secrets of a file line by line, so that lines that come back unchanged in an answer get their secrets again. */
export function maskFile(original: string, redact: (text: string) => string): MaskedFile {
  const text = redactedLines(original, redact);
  if (text === original) return { text, restore: (after) => ({ text: after, lostLine: undefined }) };
  const [before, sent] = [original.split('\n'), text.split('\n')];
  const known = new Set(before);
  // Not to be told apart: then no mask is put back.
  if (sent.length !== before.length)
    return { text, restore: (after) => restored(after.split('\n'), new Map(), new Set()) };
  const originals = new Map<string, string[]>();
  const masked = new Set(sent.filter((line, at) => line !== before[at]).map((line) => line.trim()));
  for (const [at, line] of sent.entries()) {
    // Also lines that look the same and are no secret: their order tells them apart.
    if (masked.has(line.trim())) originals.set(line.trim(), [...(originals.get(line.trim()) ?? []), before[at] ?? '']);
  }
  return { text, restore: (after) => restored(after.split('\n'), originals, known) };
}

function restored(
  lines: readonly string[],
  originals: ReadonlyMap<string, readonly string[]>,
  known: ReadonlySet<string>,
): ReturnType<MaskedFile['restore']> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  const used = new Map<string, number>();
  let lostLine: number | undefined;
  const text = lines.map((line, at) => {
    if (!line.includes(mask)) return line;
    const key = line.trim();
    const secrets = originals.get(key);
    if (!secrets) {
      if (!known.has(line)) lostLine ??= at + 1;
      return line;
    }
    const turn = used.get(key) ?? 0;
    used.set(key, turn + 1);
    const secret = isClear(secrets, counts.get(key)) ? (secrets[turn] ?? secrets[0]) : undefined;
    if (secret === undefined) lostLine ??= at + 1;
    return secret === undefined ? line : line.slice(0, line.length - line.trimStart().length) + secret.trimStart();
  });
  return { text: text.join('\n'), lostLine };
}

/** In the same order when none went, and no matter in which one when all are the same. */
function isClear(secrets: readonly string[], count: number | undefined): boolean {
  return secrets.length === count || secrets.every((secret) => secret.trim() === secrets[0]?.trim());
}

/** Masked, with a line for every line: a secret of several lines becomes as many masks. */
export function redactedLines(text: string, redact: (text: string) => string): string {
  const masked = redact(text);
  if (masked === text) return text;
  const places = maskedPlaces(text, masked);
  if (!places) return masked;
  let [result, at] = ['', 0];
  for (const { from, to } of places) {
    result += text.slice(at, from) + mask + `\n${mask}`.repeat(text.slice(from, to).split('\n').length - 1);
    at = to;
  }
  return result + text.slice(at);
}
