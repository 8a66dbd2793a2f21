import type { EngineModules } from './engine-modules.js';

/**
 * Finds the packages of the engine, on the main thread: here imports of a plugin in the person's own folder fall back to
 * those of devmgr. Nothing is loaded. Throws for one that devmgr cannot do without.
 */
export function resolveEngineModules(): EngineModules {
  return {
    sqlite3: import.meta.resolve('sqlite3'),
    onnxruntime: ifInstalled(() => import.meta.resolve('onnxruntime-node')),
    treeSitter: ifInstalled(() => import.meta.resolve('web-tree-sitter')),
    grammars: ifInstalled(() => new URL('./', import.meta.resolve('@vscode/tree-sitter-wasm')).href),
    tokenizers: ifInstalled(() => import.meta.resolve('@huggingface/tokenizers')),
  };
}

function ifInstalled(resolve: () => string): string | undefined {
  try {
    return resolve();
  } catch {
    return undefined;
  }
}
