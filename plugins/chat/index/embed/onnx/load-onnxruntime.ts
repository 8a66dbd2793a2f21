import type * as Ort from 'onnxruntime-node';
import { noRuntime, reasonOf } from '../embedder-errors.js';
import { NativeGate } from '../../native/native-gate.js';
import { refuseTelemetry } from './refuse-telemetry.js';

type OrtModule = Pick<typeof Ort, 'InferenceSession' | 'Tensor' | 'env'>;

export interface OnnxRuntime extends Pick<OrtModule, 'InferenceSession' | 'Tensor'> {
  /** What runs goes through it. */
  readonly gate: NativeGate;
}

/**
 * Loads ONNX Runtime with its binary, about 20 ms. `url`: of its main module; `undefined`: it is not installed. Throws a
 * `DevmgrError` where there is no binary for this platform, or one that cannot be loaded.
 */
export async function loadOnnxRuntime(url: string | undefined, gate = new NativeGate()): Promise<OnnxRuntime> {
  refuseTelemetry();
  if (url === undefined) throw noRuntime('onnxruntime-node is not installed');
  const { InferenceSession, Tensor, env } = await gate.pass(() => imported(url));
  // What goes wrong is thrown; native code would write it over the screen as well.
  env.logLevel = 'fatal';
  return { InferenceSession, Tensor, gate };
}

async function imported(url: string): Promise<OrtModule> {
  try {
    const loaded = (await import(url)) as OrtModule & { readonly default?: OrtModule };
    return loaded.default ?? loaded;
  } catch (error) {
    const platform = `${process.platform} ${process.arch}`;
    throw noRuntime(`ONNX Runtime cannot be loaded on ${platform} (${reasonOf(error)})`, error);
  }
}
