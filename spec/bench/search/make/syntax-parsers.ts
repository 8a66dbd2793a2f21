import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser, type Tree } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
const grammars = join(dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');

/** Grammars by the ending of a path. */
const endings: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  go: 'go',
  rs: 'rust',
  java: 'java',
};

/** Parses files for the makers; grammars are loaded when first needed. */
export class SyntaxParsers {
  readonly #parsers = new Map<string, Promise<Parser>>();

  /** The name of the grammar for a path, `undefined` where there is none. */
  static grammarOf(path: string): string | undefined {
    return endings[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
  }

  /** The caller deletes the tree. `undefined`: no grammar, or the text is not worth it (minified, huge). */
  async parse(path: string, text: string): Promise<Tree | undefined> {
    const grammar = SyntaxParsers.grammarOf(path);
    if (grammar === undefined || text.length > 400_000 || /[^\n]{4000}/.test(text)) return undefined;
    const parser = await (this.#parsers.get(grammar) ?? this.#load(grammar));
    return parser.parse(text) ?? undefined;
  }

  #load(grammar: string): Promise<Parser> {
    const parser = (async () => {
      await Parser.init();
      const language = await Language.load(join(grammars, `tree-sitter-${grammar}.wasm`));
      return new Parser().setLanguage(language);
    })();
    this.#parsers.set(grammar, parser);
    return parser;
  }

  async dispose(): Promise<void> {
    for (const parser of this.#parsers.values()) (await parser).delete();
    this.#parsers.clear();
  }
}
