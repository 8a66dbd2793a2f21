import { readBracketExpression, type CharacterSet } from './bracket-expression.js';

/**
 * A step of a pattern. `star`: characters but `/`. `globstar`: any characters. `folders`: nothing, or any characters up to a `/`.
 */
type GlobStep = number | CharacterSet | 'star' | 'globstar' | 'folders';

/** A pattern that is made ready; see `compileGlob`. */
export type Glob = readonly GlobStep[];

const slash = 47;
const notSlash: CharacterSet = (code) => code !== slash;

/**
 * Reads `*`, `?`, `[…]`, `\` and `**` as wildmatch.c of git does with WM_PATHNAME, by characters where git goes by bytes.
 * `undefined`: a pattern that matches nothing.
 */
export function compileGlob(pattern: string): Glob | undefined {
  const steps: GlobStep[] = [];
  for (let at = 0; at < pattern.length;) {
    const read = readStep(pattern, at);
    if (read === undefined) return undefined;
    steps.push(read.step);
    at = read.end;
  }
  return steps;
}

function readStep(pattern: string, at: number): { readonly step: GlobStep; readonly end: number } | undefined {
  const character = pattern[at];
  if (character === '*') return readStars(pattern, at);
  if (character === '?') return { step: notSlash, end: at + 1 };
  if (character === '[') {
    const expression = readBracketExpression(pattern, at);
    return expression && { step: expression.set, end: expression.end };
  }
  const place = character === '\\' ? at + 1 : at;
  return place < pattern.length ? { step: pattern.charCodeAt(place), end: place + 1 } : undefined;
}

/** Two stars or more mean folders only where they are all that stands between slashes. */
function readStars(pattern: string, start: number): { readonly step: GlobStep; readonly end: number } {
  let end = start;
  while (pattern[end] === '*') end += 1;
  const isAlone = start === 0 || pattern[start - 1] === '/';
  if (end - start === 1 || !isAlone) return { step: 'star', end };
  if (pattern[end] === '/') return { step: 'folders', end: end + 1 };
  const isWhole = end === pattern.length || (pattern[end] === '\\' && pattern[end + 1] === '/');
  return { step: isWhole ? 'globstar' : 'star', end };
}

/** How much is left of the work that may be done, about in characters that are looked at. */
export interface WorkLeft {
  left: number;
}

/**
 * Whether the whole text is matched. All places that can be reached are followed at once: the time is at most the length of
 * the pattern times that of the text, whatever the pattern. When no work is left nothing is matched.
 */
export function matchGlob(glob: Glob, text: string, work: WorkLeft): boolean {
  let places: Uint8Array | undefined = new Uint8Array(text.length + 1);
  places[0] = 1;
  for (const step of glob) {
    work.left -= text.length + 1;
    if (work.left < 0) return false;
    places = typeof step === 'string' ? passRun(step, text, places) : passCharacter(step, text, places);
    if (places === undefined) return false;
  }
  return places[text.length] === 1;
}

/** The places behind one character; `undefined`: there is none. */
function passCharacter(step: number | CharacterSet, text: string, places: Uint8Array): Uint8Array | undefined {
  const next = new Uint8Array(places.length);
  let isAnywhere = false;
  for (let at = 0; at < text.length; at += 1) {
    if (places[at] !== 1) continue;
    const code = text.charCodeAt(at);
    if (typeof step === 'number' ? step !== code : !step(code)) continue;
    next[at + 1] = 1;
    isAnywhere = true;
  }
  return isAnywhere ? next : undefined;
}

/** The places behind any number of characters, none included. */
function passRun(step: 'star' | 'globstar' | 'folders', text: string, places: Uint8Array): Uint8Array {
  const next = new Uint8Array(places.length);
  let isRunning = false;
  for (let at = 0; at < places.length; at += 1) {
    const isHere = places[at] === 1;
    const isAfterSlash = at > 0 && text.charCodeAt(at - 1) === slash;
    if (isHere || (step === 'folders' ? isRunning && isAfterSlash : isRunning && !(step === 'star' && isAfterSlash)))
      next[at] = 1;
    isRunning = step === 'star' ? next[at] === 1 : isRunning || isHere;
  }
  return next;
}
