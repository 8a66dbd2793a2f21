import { fileURLToPath } from 'node:url';
import type * as TreeSitterModule from 'web-tree-sitter';
import type { Language, Node, Parser, Query, Tree } from 'web-tree-sitter';
import type { SyntaxTrees, TextSpan } from './syntax-trees.js';
import type { WasmMemory } from './wasm-memory.js';

type TreeSitter = typeof TreeSitterModule;

interface Grammar {
  readonly language: Language;
  /** By their source. */
  readonly queries: Map<string, Query>;
}

/** The text took too long. Nothing is broken. */
export class ParsingTooLong extends Error {}

/** One run of tree-sitter. After any error but `ParsingTooLong` it must not be used again. */
export class TreeSitterInstance {
  readonly #module: TreeSitter;
  readonly #parser: Parser;
  readonly #grammars = new Map<string, Grammar>();

  private constructor(module: TreeSitter) {
    this.#module = module;
    this.#parser = new module.Parser();
  }

  /** @param address - The module's URL. One that aborted cannot be started again, the same with another query string can. */
  static async start(address: string, memory: WasmMemory): Promise<TreeSitterInstance> {
    const module = (await import(/* @vite-ignore */ address)) as TreeSitter;
    const quiet = () => undefined;
    await module.Parser.init({ wasmMemory: memory, print: quiet, printErr: quiet });
    return new TreeSitterInstance(module);
  }

  /** Loads `tree-sitter-<name>.wasm` of the folder (a URL) if it is not loaded yet. */
  async grammar(name: string, folder: string): Promise<Grammar> {
    const loaded = this.#grammars.get(name);
    if (loaded !== undefined) return loaded;
    const file = fileURLToPath(new URL(`tree-sitter-${name}.wasm`, folder));
    const grammar = { language: await this.#module.Language.load(file), queries: new Map<string, Query>() };
    this.#grammars.set(name, grammar);
    return grammar;
  }

  /** What `read` makes of the trees of the text, which are gone then. */
  read<Result>(grammar: Grammar, text: string, read: (trees: SyntaxTrees) => Result): Result {
    const trees: Tree[] = [];
    const release = () => {
      for (const tree of trees) tree.delete();
    };
    this.#parser.setLanguage(grammar.language);
    const deadline = performance.now() + timeFor(text);
    try {
      const result = read({
        parse: (span) => {
          const tree = this.#parse(text, span, deadline);
          trees.push(tree);
          return tree.rootNode;
        },
        query: (root, source) => this.#query(grammar, root, source),
      });
      release();
      return result;
    } catch (error) {
      if (error instanceof ParsingTooLong) release();
      throw error;
    }
  }

  #parse(text: string, span: TextSpan | undefined, deadline: number): Tree {
    const tree = this.#parser.parse(text, null, {
      // Its type does not say it, but true ends the parsing.
      progressCallback: () => performance.now() > deadline,
      ...(span === undefined ? {} : { includedRanges: [rangeOf(span)] }),
    });
    if (tree !== null) return tree;
    this.#parser.reset();
    throw new ParsingTooLong();
  }

  #query({ language, queries }: Grammar, root: Node, source: string): Node[] {
    const query = queries.get(source) ?? new this.#module.Query(language, source);
    queries.set(source, query);
    return query.captures(root).map((capture) => capture.node);
  }
}

/** Milliseconds. Ordinary code takes a fifth of a millisecond a thousand characters, so the machine may be very busy. */
function timeFor(text: string): number {
  return 1000 + text.length / 100;
}

function rangeOf({ start, startRow, end, endRow }: TextSpan) {
  return {
    startIndex: start,
    startPosition: { row: startRow, column: 0 },
    endIndex: end,
    endPosition: { row: endRow, column: 0 },
  };
}
