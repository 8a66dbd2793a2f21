import { expect, it } from 'vitest';
import { explainFailure } from '../../../../../../../plugins/system/providers/local/runtime/host/explain-failure.js';
import { HostFailure } from '../../../../../../../plugins/system/providers/local/runtime/host/host-failure.js';

it.each([
  ['std::bad_alloc', 'memory'],
  [
    'Error in execution: Non-zero status code: Failed to allocate memory for requested buffer of size 8589934592',
    'memory',
  ],
  ['Array buffer allocation failed', 'memory'],
  ['Load model from /m/onnx/model_q4.onnx failed:Protobuf parsing failed.', 'model'],
  ['Non-zero status code returned while running Add node.', 'other'],
])('tells what "%s" is', (message, kind) => {
  expect(explainFailure(new Error(message))).toMatchObject({ kind, message: `Error: ${message}` });
});

it('keeps what is explained already, and only the beginning of long texts', () => {
  const known = new HostFailure('too-long', 'too long');
  expect(explainFailure(known)).toBe(known);
  expect(explainFailure(new Error('x'.repeat(10_000))).message).toHaveLength(500);
  expect(explainFailure('thrown as text')).toMatchObject({ kind: 'other', message: 'thrown as text' });
});
