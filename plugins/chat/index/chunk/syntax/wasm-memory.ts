/** The little of WebAssembly that is used: Node's types leave it to those of browsers. */
interface WasmEngine {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => WasmMemory;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WasmEngine };

const bytesPerPage = 65_536;

/** Memory for a module of WebAssembly. It grows up to `maximum` bytes and never shrinks. */
export function wasmMemory(size: { readonly initial: number; readonly maximum: number }): WasmMemory {
  return new wasm.Memory({ initial: size.initial / bytesPerPage, maximum: size.maximum / bytesPerPage });
}
