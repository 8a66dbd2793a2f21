/** Longer patterns match nothing: nobody types them. */
const longestGlob = 1_000;

/**
 * Whether all of `path` fits: `*` stays inside a folder, `**` does not, `?` is one character. Takes time with the product of
 * both lengths, whatever the pattern: one as a regular expression could take forever.
 */
export function matchesGlob(path: string, glob: string): boolean {
  if (glob.length > longestGlob) return false;
  const tokens = glob.match(/\*+|[^*]/g) ?? [];
  // ends[i]: the first i characters of the path fit what was read of the pattern.
  let ends = new Uint8Array(path.length + 1);
  ends[0] = 1;
  for (const token of tokens) ends = token.startsWith('*') ? afterStar(ends, path, token) : afterOne(ends, path, token);
  return ends[path.length] === 1;
}

function afterStar(ends: Uint8Array, path: string, token: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(ends);
  for (let at = 1; at < next.length; at++) {
    const canGrow = token.length > 1 || path[at - 1] !== '/';
    if (canGrow && next[at - 1] === 1) next[at] = 1;
  }
  return next;
}

function afterOne(ends: Uint8Array, path: string, token: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(ends.length);
  for (let at = 1; at < next.length; at++) {
    const fits = token === '?' ? path[at - 1] !== '/' : path[at - 1] === token;
    if (fits && ends[at - 1] === 1) next[at] = 1;
  }
  return next;
}
