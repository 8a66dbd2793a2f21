import type { CodeSymbol } from 'devmgr/plugin-api/contracts/code-index';
import { fileSource } from './file-source.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Of the best finds only: what is around the others is not worth its tokens. */
const mostFinds = 6;
const mostImports = 2;
/** Heads of classes and imports are short; what is longer is no head. */
const mostLines = 60;

/** What belongs to the finds: the head of the class around a method, the imports of the files that matter most. */
export async function neighbourSources(
  found: readonly SourceCandidate[],
  search: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const candidates: SourceCandidate[] = [];
  const files = new Set<string>();
  for (const { source, value } of found.slice(0, mostFinds)) {
    const outline = await search.parts.index.outline(source.path, { signal: search.signal });
    const owner = classAround(source, outline);
    const isFirst = !files.has(source.path);
    files.add(source.path);
    const head = isFirst && files.size <= mostImports ? importsOf(outline) : undefined;
    const add = async (piece: CodeSymbol | undefined, worth: number, reason: string) => {
      if (!piece || piece.endLine - piece.startLine >= mostLines) return;
      const { path, language, score } = source;
      const facts = { path, language, score: score * worth, symbol: piece.symbol, reasons: [reason] };
      const neighbour = await fileSource({ ...facts, origin: 'neighbour' }, piece, search);
      if (neighbour) candidates.push({ source: neighbour, value: value * worth });
    };
    await add(owner, 0.5, `the class of ${lastPart(source.symbol)}`);
    await add(head, 0.25, 'imports of this file');
  }
  return candidates;
}

/** `OrderRepository` around `OrderRepository.find`. */
function classAround(
  { symbol, startLine }: { readonly symbol?: string | undefined; readonly startLine: number },
  outline: readonly CodeSymbol[],
): CodeSymbol | undefined {
  const dot = symbol?.lastIndexOf('.') ?? -1;
  const owner = dot > 0 ? symbol?.slice(0, dot) : undefined;
  if (owner === undefined) return undefined;
  return outline.findLast((piece) => piece.kind === 'class' && piece.symbol === owner && piece.startLine < startLine);
}

/** The first lines of a file, where they belong to nothing else. */
function importsOf([first]: readonly CodeSymbol[]): CodeSymbol | undefined {
  return first?.kind === 'module' || first?.kind === 'statement' ? first : undefined;
}

function lastPart(symbol = ''): string {
  return symbol.slice(symbol.lastIndexOf('.') + 1);
}
