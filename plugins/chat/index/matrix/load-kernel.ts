/** The little of WebAssembly that is used: Node's types leave it to those of browsers. */
interface WasmEngine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

/** What kernel.wat exports. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
  /** See kernel.wat. All in bytes but `rows`. */
  score(firstRow: number, rows: number, length: number, stride: number): void;
}

/** kernel.wat, compiled by wabt; the spec compiles it again and compares. It travels inside the bundle, as 228 bytes. */
export const kernelBase64 =
  'AGFzbQEAAAABCAFgBH9/f38AAwIBAAUGAQEBgIAEBxICBm1lbW9yeQIABXNjb3JlAAAKrwEBrAEDAX8DewF/AkADQCABRQ0B/QwAAAAAAAAAAAAAAAAAAAAAIQVBACEEA0AgACAEav0ABAAhBiAE/QAEACEHIAUgBiAH/ZwB/X79rgEhBSAFIAYgB/2dAf1+/a4BIQUgBEEQaiEEIAQgAkkNAAsgBf0bACAF/RsBaiAF/RsCIAX9GwNqaiEIIAAgAmogCLIgACACaioCAJQ4AgQgACADaiEAIAFBAWshAQwACwsL';

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WasmEngine };
let compiled: object | undefined;

/** A kernel with a memory of its own. */
export function loadKernel(): Kernel {
  compiled ??= new wasm.Module(Buffer.from(kernelBase64, 'base64'));
  return new wasm.Instance(compiled).exports as Kernel;
}
