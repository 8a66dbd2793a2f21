import type * as Ort from 'onnxruntime-node';
import { noRuntime, reasonOf } from '../embedder-errors.js';

export type OnnxRuntime = Pick<typeof Ort, 'InferenceSession' | 'Tensor' | 'env'>;

/**
 * Loads ONNX Runtime with its binary, about 20 ms. `url`: of its main module; `undefined`: it is not installed. Throws a
 * `DevmgrError` where there is no binary for this platform, or one that cannot be loaded.
 */
export async function loadOnnxRuntime(url: string | undefined): Promise<OnnxRuntime> {
  if (url === undefined) throw noRuntime('onnxruntime-node is not installed');
  const runtime = await imported(url);
  // What goes wrong is thrown; native code would write it over the screen as well.
  runtime.env.logLevel = 'fatal';
  return runtime;
}

async function imported(url: string): Promise<OnnxRuntime> {
  try {
    const loaded = (await import(url)) as OnnxRuntime & { readonly default?: OnnxRuntime };
    return loaded.default ?? loaded;
  } catch (error) {
    const platform = `${process.platform} ${process.arch}`;
    throw noRuntime(`ONNX Runtime cannot be loaded on ${platform} (${reasonOf(error)})`, error);
  }
}
