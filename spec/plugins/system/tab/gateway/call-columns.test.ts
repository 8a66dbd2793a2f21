import { expect, it } from 'vitest';
import { callColumns } from '../../../../../plugins/system/tab/gateway/call-columns.js';
import type { ShownCall } from '../../../../../plugins/system/tab/gateway/shown-call.js';

it.each([
  [0.000_009_3, '$0.0000093'],
  [0.000_009_99, '$0.0000100'],
  [0.000_000_1, '<$0.000001'],
  [0.0123, '$0.012'],
  [1234.5, '$1234.50'],
])('a cost of %d has the room that it needs', (costUsd, shown) => {
  const column = callColumns().find(({ id }) => id === 'cost');
  const text = column?.cell({ costUsd } as ShownCall);
  expect(text).toBe(shown);
  expect(column?.width).toBeGreaterThanOrEqual(shown.length);
});
