/**
 * Where the packages are, as file URLs. Resolved on the main thread: workers do not resolve as the program does, when the
 * plugin lies in the person's own folder.
 */
export interface EngineModules {
  readonly sqlite3: string;
  /** `undefined`: not installed. */
  readonly onnxruntime: string | undefined;
  readonly treeSitter: string;
  /** A folder with `tree-sitter-python.wasm` and the others; ends with `/`. */
  readonly grammars: string;
  readonly tokenizers: string | undefined;
}
