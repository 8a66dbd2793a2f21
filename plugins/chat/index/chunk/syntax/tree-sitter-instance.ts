import { fileURLToPath } from 'node:url';
import type * as TreeSitterModule from 'web-tree-sitter';
import type { Language, Parser, Tree } from 'web-tree-sitter';
import type { SyntaxTrees, TextSpan } from './syntax-trees.js';
import type { WasmMemory } from './wasm-memory.js';

type TreeSitter = typeof TreeSitterModule;

/** The text took too long. Nothing is broken. */
export class ParsingTooLong extends Error {}

/** One run of tree-sitter. After any error but `ParsingTooLong` it must be neither used again nor collected, see `TreeSitter`. */
export class TreeSitterInstance {
  readonly #module: TreeSitter;
  readonly #parser: Parser;
  readonly #languages = new Map<string, Language>();

  #trees: Tree[] = [];

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
  async language(name: string, folder: string): Promise<Language> {
    const loaded = this.#languages.get(name);
    if (loaded !== undefined) return loaded;
    const file = fileURLToPath(new URL(`tree-sitter-${name}.wasm`, folder));
    const language = await this.#module.Language.load(file);
    this.#languages.set(name, language);
    return language;
  }

  /** What `read` makes of the trees of the text, which are gone then. */
  read<Result>(language: Language, text: string, read: (trees: SyntaxTrees) => Result): Result {
    const deadline = performance.now() + timeFor(text);
    this.#parser.setLanguage(language);
    try {
      const result = read({ parse: (span) => this.#parse(text, span, deadline).rootNode });
      this.#release();
      return result;
    } catch (error) {
      if (error instanceof ParsingTooLong) this.#release();
      throw error;
    }
  }

  #release(): void {
    for (const tree of this.#trees) tree.delete();
    this.#trees = [];
  }

  #parse(text: string, span: TextSpan | undefined, deadline: number): Tree {
    const tree = this.#parser.parse(text, null, {
      // Its type does not say it, but true ends the parsing.
      progressCallback: () => performance.now() > deadline,
      ...(span === undefined ? {} : { includedRanges: [rangeOf(span)] }),
    });
    if (tree === null) {
      this.#parser.reset();
      throw new ParsingTooLong();
    }
    this.#trees.push(tree);
    return tree;
  }
}

/** Milliseconds. Ordinary code takes a fifth of a millisecond a thousand characters, so the machine may be very busy. */
function timeFor(text: string): number {
  return 1000 + text.length / 200;
}

function rangeOf({ start, startRow, end, endRow }: TextSpan) {
  return {
    startIndex: start,
    startPosition: { row: startRow, column: 0 },
    endIndex: end,
    endPosition: { row: endRow, column: 0 },
  };
}
