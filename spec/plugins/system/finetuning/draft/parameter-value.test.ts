import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { rangeText, readParameter } from '../../../../../plugins/system/finetuning/draft/parameter-value.js';

const parameter = (change: Partial<FineTuningParameter>): FineTuningParameter => ({
  name: 'n_epochs',
  title: 'epochs',
  type: 'number',
  description: '',
  ...change,
});
const epochs = parameter({ minimum: 1, maximum: 50, words: ['auto'] });

it.each([
  ['3', { value: 3 }],
  [' 2.5 ', { value: 2.5 }],
  ['1e1', { value: 10 }],
  ['AUTO', { value: 'auto' }],
  ['0', { problem: 'Take a number from 1 to 50, or auto' }],
  ['51', { problem: 'Take a number from 1 to 50, or auto' }],
  ['0x10', { problem: 'Take a number from 1 to 50, or auto' }],
  ['Infinity', { problem: 'Take a number from 1 to 50, or auto' }],
  ['three', { problem: 'Take a number from 1 to 50, or auto' }],
  ['  ', { problem: 'Give n_epochs a value' }],
])('of a number from 1 to 50 or auto reads %j', (typed, read) => expect(readParameter(epochs, typed)).toEqual(read));

it('takes any number where there are no limits, and says those that there are', () => {
  expect(readParameter(parameter({}), '-0.5')).toEqual({ value: -0.5 });
  expect(rangeText({})).toBe('a number');
  expect(rangeText({ minimum: 0 })).toBe('a number from 0');
  expect(rangeText({ maximum: 8, words: ['auto', 'max'] })).toBe('a number up to 8, or auto, max');
});

it('knows the words for on and off, and one of several in any case', () => {
  const flag = parameter({ type: 'flag' });
  for (const on of ['true', 'On', 'YES', '1']) expect(readParameter(flag, on)).toEqual({ value: true });
  for (const off of ['false', 'Off', 'no', '0']) expect(readParameter(flag, off)).toEqual({ value: false });
  expect(readParameter(flag, 'perhaps')).toEqual({ problem: 'Say true or false, not "perhaps"' });
  const choice = parameter({ type: 'choice', choices: ['Cosine', 'linear'] });
  expect(readParameter(choice, 'cosine')).toEqual({ value: 'Cosine' });
  expect(readParameter(choice, 'steep')).toEqual({ problem: 'Take one of: Cosine, linear' });
  expect(readParameter(parameter({ type: 'text' }), ' all-linear ')).toEqual({ value: 'all-linear' });
});

it('never takes a number outside of the limits, and every one inside', () =>
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (a, b, value) => {
        const [minimum, maximum] = a < b ? [a, b] : [b, a];
        const read = readParameter(parameter({ minimum, maximum }), String(value));
        expect('value' in read).toBe(value >= minimum && value <= maximum);
        if ('value' in read) expect(Number(read.value)).toBe(value + 0);
      },
    ),
  ));
