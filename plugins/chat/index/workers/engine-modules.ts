/**
 * Where the packages are, as file URLs. Resolved on the main thread: workers do not resolve as the program does, when the
 * plugin lies in the person's own folder.
 */
export interface EngineModules {
  readonly sqlite3: string;
  /** `undefined`: not installed. */
  readonly onnxruntime: string | undefined;
  /** `undefined`, as the grammars: not installed. Files are then divided by their lines. */
  readonly treeSitter: string | undefined;
  /** A folder with `tree-sitter-python.wasm` and the others; ends with `/`. */
  readonly grammars: string | undefined;
  readonly tokenizers: string | undefined;
}
