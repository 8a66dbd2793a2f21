import type { Hub } from './hub.js';

/** The ONNX version of a model that the onnx-community offers, if the hub knows one. Never rejects, unless aborted. */
export async function findConverted(hub: Hub, id: string, signal: AbortSignal): Promise<string | undefined> {
  const name = id.slice(id.indexOf('/') + 1);
  for (const other of [`onnx-community/${name}-ONNX`, `onnx-community/${name}`]) {
    if (other.toLowerCase() === id.toLowerCase()) continue;
    try {
      const response = await hub.get(`/api/models/${other}`, signal);
      await response.text(0).catch(() => '');
      if (response.status === 200) return other;
    } catch {
      signal.throwIfAborted();
    }
  }
  return undefined;
}
