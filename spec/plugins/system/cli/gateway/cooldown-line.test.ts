import { expect, it } from 'vitest';
import { cooldownLine } from '../../../../../plugins/system/cli/gateway/cooldown-line.js';

it.each([
  [-5, []],
  [0, []],
  [1, ['one/a is left alone for 1s: Slow down']],
  [19_001, ['one/a is left alone for 20s: Slow down']],
  [59_400, ['one/a is left alone for 1m: Slow down']],
])('who rests for %d ms more', (left_ms, told) =>
  expect(cooldownLine({ name: 'one/a', reason: 'Slow down', left_ms })).toEqual(told),
);
