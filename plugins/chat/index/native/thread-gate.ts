import { workerData } from 'node:worker_threads';
import { NativeGate } from './native-gate.js';

/** The gate of this thread: the one it was given by who may end it. On the main thread one that nobody closes. */
export const threadGate = new NativeGate(givenGate());

function givenGate(): SharedArrayBuffer | undefined {
  const { gate } = (workerData ?? {}) as { readonly gate?: unknown };
  return gate instanceof SharedArrayBuffer ? gate : undefined;
}
