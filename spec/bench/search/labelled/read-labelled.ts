import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Declaration } from '../make/declaration.js';
import { findDeclarations } from '../make/find-declarations.js';
import { SyntaxParsers } from '../make/syntax-parsers.js';
import { sectionNamed } from './section-named.js';
import { type BenchQuery, type QuerySet, type Target } from '../query-set.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const ownFolder = 'spec/bench/search/labelled/';

/** The sets that are kept in git, and what they are about. */
export const labelledSets = {
  devmgr: { tree: root, exclude: [ownFolder] },
  'orders-api': { tree: join(root, 'spec/fixtures/orders-api'), exclude: [] },
} as const;

export type LabelledName = keyof typeof labelledSets;

/** A line of a labelled set. */
interface LabelledQuery {
  readonly kind: string;
  /** `{path#symbol}` stands for the number of a line in the symbol. */
  readonly query: string;
  /** `path` or `path#symbol`, and how well it answers. Lines are looked up: they move with every edit. */
  readonly relevant: Readonly<Record<string, number>>;
}

/** Reads a labelled set; throws when a path or symbol of it is no longer there. */
export async function readLabelled(name: LabelledName): Promise<QuerySet> {
  const { tree, exclude } = labelledSets[name];
  const text = await readFile(fileURLToPath(new URL(`${name}.jsonl`, import.meta.url)), 'utf8');
  const places = new SymbolPlaces(tree);
  const queries: BenchQuery[] = [];
  for (const line of text.trim().split('\n')) queries.push(await resolved(JSON.parse(line) as LabelledQuery, places));
  await places.dispose();
  return { name, tree, exclude, answers: 'place', queries };
}

async function resolved({ kind, query, relevant }: LabelledQuery, places: SymbolPlaces): Promise<BenchQuery> {
  const found = Object.entries(relevant).map(async ([place, grade]) =>
    (await places.targets(place)).map((target) => ({ ...target, grade })),
  );
  const targets = (await Promise.all(found)).flat();
  let text = query;
  for (const [written, place = ''] of query.matchAll(/\{(\S+?#\S+?)\}/g)) {
    const [target] = await places.targets(place);
    text = text.replace(written, String((target?.startLine ?? 0) + 1));
  }
  return { query: text, kind, targets };
}

/** Finds symbols in the files of a tree. */
class SymbolPlaces {
  readonly #tree: string;
  readonly #parsers = new SyntaxParsers();
  readonly #files = new Map<string, Promise<readonly Declaration[]>>();

  constructor(tree: string) {
    this.#tree = tree;
  }

  /** Overloads and getters with setters are several. */
  async targets(place: string): Promise<readonly Omit<Target, 'grade'>[]> {
    const [path = '', symbol] = place.split('#');
    if (symbol === undefined) return access(join(this.#tree, path)).then(() => [{ path }]);
    if (path.endsWith('.md')) return [{ path, ...sectionNamed(symbol, await this.#text(path)) }];
    const declarations = await this.#declarations(path);
    const found = declarations.filter((declaration) => declaration.symbol === symbol);
    if (found.length === 0) throw new Error(`There is no ${symbol} in ${path}`);
    return found.map(({ span }) => ({ path, startLine: span.startLine, endLine: span.endLine }));
  }

  #declarations(path: string): Promise<readonly Declaration[]> {
    const known = this.#files.get(path) ?? this.#read(path);
    this.#files.set(path, known);
    return known;
  }

  #text(path: string): Promise<string> {
    return readFile(join(this.#tree, path), 'utf8');
  }

  async #read(path: string): Promise<readonly Declaration[]> {
    const tree = await this.#parsers.parse(path, await this.#text(path));
    if (!tree) return [];
    const declarations = findDeclarations(tree.rootNode);
    tree.delete();
    return declarations;
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#files.values());
    await this.#parsers.dispose();
  }
}
