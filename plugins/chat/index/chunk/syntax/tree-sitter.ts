import type { EngineModules } from '../../workers/engine-modules.js';
import type { SyntaxTrees } from './syntax-trees.js';
import { ParsingTooLong, TreeSitterInstance } from './tree-sitter-instance.js';
import { wasmMemory } from './wasm-memory.js';

/** Bytes. A megabyte of ordinary code takes 140 MB of them, a usual file none beyond the first 32. */
const memorySize = { initial: 32 * 1024 * 1024, maximum: 256 * 1024 * 1024 };
/** Each fresh start leaves the module of the one before behind: about a megabyte. */
const maxStarts = 50;
const maxChars = 2 * 1024 * 1024;

/**
 * Broken instances. When a parser or a tree is collected, tree-sitter frees its memory: which by then belongs to the instance
 * that was started afresh.
 */
const abandoned: TreeSitterInstance[] = [];

/** Of all in this program: each has a module, and with it a memory, of its own. */
let starts = 0;

/**
 * Parses with tree-sitter within bounds of memory and time. There are texts for which a grammar takes all memory that it can get
 * (twenty thousand times `a<b,` in TypeScript): tree-sitter aborts and is broken. It is started afresh then, in the same
 * memory, and the next file works.
 */
export class TreeSitter {
  readonly #modules: Pick<EngineModules, 'treeSitter' | 'grammars'>;
  readonly #memory = wasmMemory(memorySize);
  readonly #missing = new Set<string>();
  #instance: TreeSitterInstance | undefined;
  #starts = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(modules: Pick<EngineModules, 'treeSitter' | 'grammars'>) {
    this.#modules = modules;
  }

  /** What the trees are in. It does not shrink. */
  get memoryBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** What `read` makes of the trees of a text; `undefined` when it cannot be parsed within the bounds, or when `read` says so. */
  async read<Result>(
    grammar: string,
    text: string,
    read: (trees: SyntaxTrees) => Result | undefined,
  ): Promise<Result | undefined> {
    if (text.length > maxChars || this.#missing.has(grammar)) return undefined;
    // One after the other: loading a grammar writes into the memory that a fresh start clears.
    const turn = this.#lastTurn.then(() => this.#readNow(grammar, text, read));
    this.#lastTurn = turn;
    return turn;
  }

  async #readNow<Result>(
    name: string,
    text: string,
    read: (trees: SyntaxTrees) => Result | undefined,
  ): Promise<Result | undefined> {
    const { treeSitter, grammars } = this.#modules;
    if (treeSitter === undefined || grammars === undefined) return undefined;
    try {
      const instance = await this.#started(treeSitter);
      const language = await instance?.language(name, grammars).catch((error: unknown) => {
        this.#missing.add(name);
        throw error;
      });
      return language && instance?.read(language, text, read);
    } catch (error) {
      // Whatever it was, the memory may be in any state.
      if (!(error instanceof ParsingTooLong)) this.#abandon();
      return undefined;
    }
  }

  #abandon(): void {
    if (this.#instance !== undefined) abandoned.push(this.#instance);
    this.#instance = undefined;
  }

  async #started(address: string): Promise<TreeSitterInstance | undefined> {
    if (this.#instance !== undefined || this.#starts >= maxStarts) return this.#instance;
    this.#starts += 1;
    new Uint8Array(this.#memory.buffer).fill(0);
    starts += 1;
    this.#instance = await TreeSitterInstance.start(`${address}?start=${starts}`, this.#memory);
    return this.#instance;
  }
}
