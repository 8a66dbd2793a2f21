import type { HostFailureKind } from '../host-protocol.js';
import { HostFailure } from './host-failure.js';

/** What errors of ONNX Runtime and transformers.js mean, by their texts: they have no codes in JavaScript. */
const meanings: readonly (readonly [RegExp, HostFailureKind])[] = [
  [/bad_alloc|failed to allocate|out of memory|array buffer allocation failed/i, 'memory'],
  [/protobuf parsing failed|invalid_protobuf|no_suchfile|modelfilenotfound|file was not found locally/i, 'model'],
  [/load model .* failed|not_implemented|external data|external initializer/i, 'model'],
];

/** The same failure with its kind. Texts of native code are long: only the beginning is kept. */
export function explainFailure(error: unknown): HostFailure {
  if (error instanceof HostFailure) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const kind = meanings.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
  return new HostFailure(kind, text.slice(0, 500), { cause: error });
}
