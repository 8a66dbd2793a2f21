import { expect, it } from 'vitest';
import { EventBlocks } from '../../../../../plugins/system/gateway/upstream/stream/event-blocks.js';
import { expectQuick } from '../../../../support/expect-quick.js';

it('takes time for a long event in proportion to its length', async () => {
  const piece = Buffer.from('x'.repeat(1024));
  // Copied with each piece it was half a minute.
  const blocks = await expectQuick(4_000, () => {
    const made = new EventBlocks();
    for (let at = 0; at < 20_000; at += 1) expect(made.push(piece) === '').toBe(true);
    return made;
  });
  expect(blocks.push(Buffer.from('end\n'))).toBe('');
  expect(blocks.push(Buffer.from('\nrest'))).toHaveLength(20_000 * 1024 + 5);
  expect(blocks.rest).toBe('rest');
  const fill = () => {
    for (let at = 0; at < 33; at += 1) blocks.push(Buffer.alloc(1024 * 1024, 'y'));
  };
  expect(fill).toThrow('larger than an answer');
});
