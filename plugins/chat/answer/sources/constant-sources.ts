import type { CodeSymbol } from 'devmgr/plugin-api/contracts/code-index';
import { pathRole } from '../../index/rank/path-role.js';
import { fileSource } from './file-source.js';
import { wordsIn } from './question-words.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Of the best finds only. */
const mostFinds = 6;
/** What is longer is no list of values that somebody reads. */
const mostLines = 60;
const worth = 0.95;

/** `TAX = 19`, `COUPONS: Final = {`, `export const limits = [`: names of values, not of what functions give. */
const constant =
  /^(?:export\s+)?(?:(?:const|let|var|static|final)\s+)*([A-Za-z_$][\w$]*)\s*(?::[^=\n]+)?=\s*(?:$|[-\d'"`[{(/]|[rbf]["']|new (?:Set|Map)\b|(?:frozenset|set|dict|tuple|re\.compile)\(|(?:True|False|true|false)\b)/gm;

/** The values that the finds are made with, where the question has their name: of `tax_on` the line `TAX_PERCENT = 19`. */
export async function constantSources(
  question: string,
  found: readonly SourceCandidate[],
  search: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const words = new Set(wordsIn(question));
  const candidates: SourceCandidate[] = [];
  const own = found.filter(({ source }) => pathRole(source.path) !== 'test');
  for (const { source, value } of own.slice(0, mostFinds)) {
    const { path, language, score } = source;
    const outline = await search.parts.index.outline(path, { signal: search.signal });
    for (const piece of outline.filter((each) => mayHold(each, source))) {
      const facts = { path, language, score, symbol: piece.symbol, origin: 'neighbour', reasons: [] } as const;
      const held = await fileSource(facts, piece, search);
      const names = [...(held?.text.matchAll(constant) ?? [])].map(([, name = '']) => name);
      const used = names.filter((name) => wordsIn(name).some((word) => words.has(word)) && uses(source.text, name));
      if (!held || used.length === 0) continue;
      candidates.push({ source: { ...held, reasons: [`${used.join(', ')} is used there`] }, value: value * worth });
    }
  }
  return candidates;
}

/** What stands at the top level of a file beside functions and classes. */
function mayHold(
  { kind, startLine, endLine }: CodeSymbol,
  source: { readonly startLine: number; readonly endLine: number },
): boolean {
  const isApart = endLine < source.startLine || source.endLine < startLine;
  return (kind === 'module' || kind === 'statement') && endLine - startLine < mostLines && isApart;
}

function uses(text: string, name: string): boolean {
  return new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', '\\$')}(?![\w$])`).test(text);
}
