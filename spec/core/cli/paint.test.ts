import { expect, it } from 'vitest';
import { textSink } from '../../../core/cli/output.js';

const stream = (isTTY: boolean) => ({ isTTY, columns: 80, write: () => true }) as unknown as NodeJS.WriteStream;

it('paints where colours are wanted, in styles that have one', () => {
  const { paint } = textSink(stream(true), {});
  expect(paint('error', 'failed')).toBe('\x1b[31mfailed\x1b[0m');
  expect(paint('default', 'as it is')).toBe('as it is');
  expect(textSink(stream(true), { NO_COLOR: '' }).paint('error', 'failed')).toBe('failed');
  expect(textSink(stream(false), {}).paint('error', 'failed')).toBe('failed');
});
