import { definedNames } from './defined-names.js';
import { bareCode, importedNames, usesName } from './imported-names.js';
import { mayReplaceAll, namedAsRemoved } from './named-as-removed.js';

export interface WholeText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What the person asked for. */
  readonly prompt: string;
  /** What the answer says beside its code. */
  readonly prose: string;
  /** A sentence named the file: only what repeats nearly all of it is the whole. */
  readonly isMentioned: boolean;
}

const advice = 'write the whole file, or change it with SEARCH/REPLACE parts';
/** Of the lines there were. */
const leastOfNamed = 0.5;
const leastOfWords = 2 / 3;
const leastRepeated = 0.9;
const mayShrink =
  /\b(?:remov|delet|drop|shorten|shorter|simplif|reduc|clean|condens|compact|dedup|duplicat|strip|minimal|minif|rewrit|replac|split|mov(?:e|ing)\b|extract|trim|convert|summar|refactor|cut\b|less\b)/i;

/**
 * Why a text that would replace a file is no more than a part of it, in words that a model can act on. `undefined`: it is the whole. Looks
 * at what the file defines, at the imports that the text needs, and at its length.
 */
export function missingPart(whole: WholeText): string | undefined {
  const { path, before, after, prompt } = whole;
  if (before.trim() === '') return undefined;
  if (after.trim() === '') return `its block is empty, and the file would be: ${advice}`;
  if (whole.isMentioned && !repeats(after, before)) {
    return `the answer names it only in a sentence, so its block may show only a part of it: ${advice}, with the path in the line that opens the block`;
  }
  if (mayReplaceAll(prompt)) return undefined;
  return lostNames(whole) ?? lostImports(path, before, after) ?? lostLines(whole);
}

function lostNames({ path, before, after, prompt, prose }: WholeText): string | undefined {
  const [old, young] = [definedNames(before, path), definedNames(after, path)];
  const there = countsOf(young);
  for (const name of importedNames(after, path)) there.set(name, Infinity);
  const missing = [...old].filter((name) => !young.has(name));
  const kept = countsOf(new Set([...old].filter((name) => young.has(name))));
  // A function may have moved into a class, or out of one.
  const gone = missing.filter((name) => {
    const last = lastPart(name);
    const used = kept.get(last) ?? 0;
    kept.set(last, used + 1);
    return used >= (there.get(last) ?? 0);
  });
  // What is in a class goes with it.
  const outer = gone.filter((name) => !gone.some((other) => name.startsWith(`${other}.`)));
  const said = namedAsRemoved(`${prompt}\n${prose}`, outer);
  const left = outer.filter((name) => !said.has(name));
  if (left.length === 0) return undefined;
  const named = left.slice(0, 6).join(', ') + (left.length > 6 ? ` and ${String(left.length - 6)} more` : '');
  return `it shows only a part of the file, ${named} would be gone: ${advice}; where the task takes that away, say "Removed:" and the names before the block`;
}

function lostImports(path: string, before: string, after: string): string | undefined {
  const [old, young] = [importedNames(before, path), importedNames(after, path)];
  const missing = [...old].filter((name) => !young.has(name));
  if (missing.length === 0) return undefined;
  const [code, own] = [bareCode(after, path), definedNames(after, path)];
  const lost = missing.filter((name) => !own.has(name) && usesName(code, name));
  if (lost.length === 0) return undefined;
  return `it shows only a part of the file, it uses ${lost.slice(0, 6).join(', ')} without the import that was there: ${advice}`;
}

function lostLines({ path, before, after, prompt, prose }: WholeText): string | undefined {
  const [old, young] = [linesIn(before).length, linesIn(after).length];
  const least = definedNames(before, path).size > 0 ? leastOfNamed : leastOfWords;
  if (young >= old * least || old < 3 || mayShrink.test(prompt) || /\bremoved:/i.test(prose)) return undefined;
  return `it is much shorter than the file, ${String(young)} lines for ${String(old)}, so it may show only a part of it: ${advice}; where the task takes lines away, say "Removed:" and what before the block`;
}

function repeats(after: string, before: string): boolean {
  const there = new Set(linesIn(after));
  const lines = [...new Set(linesIn(before))];
  return lines.filter((line) => there.has(line)).length >= lines.length * leastRepeated;
}

function linesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
}

function countsOf(names: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(lastPart(name), (counts.get(lastPart(name)) ?? 0) + 1);
  return counts;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
