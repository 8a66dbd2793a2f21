/** A longer run of letters and digits may be data. */
export const longestName = 40;

/**
 * Whether a run is a digest, a key or base64 and no name: only hexadecimal digits, or small and capital letters between
 * digits so often as no name has them. Runs of up to 40 characters are none.
 */
export function isBlob(run: string): boolean {
  if (run.length <= longestName) return false;
  if (/^[0-9a-f]+$/i.test(run)) return true;
  return (run.match(/\d+/g) ?? []).length >= 3 && changesOfKind(run) > run.length * 0.25;
}

/** `550e8400e29b`: letters and digits of a short digest; its pieces are no words. */
export function isDigest(run: string): boolean {
  return run.length >= 8 && /^(?=(?:[a-f]*\d){2})(?=\d*[a-f])[0-9a-f]+$/i.test(run);
}

function changesOfKind(run: string): number {
  let changes = 0;
  let before = kindOf(run.charCodeAt(0));
  for (let at = 1; at < run.length; at++) {
    const kind = kindOf(run.charCodeAt(at));
    if (kind !== before) changes++;
    before = kind;
  }
  return changes;
}

function kindOf(code: number): number {
  if (code >= 97) return 1;
  return code >= 65 ? 2 : code >= 48 ? 3 : 4;
}
