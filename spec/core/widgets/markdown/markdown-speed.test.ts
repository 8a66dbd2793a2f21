import { describe, expect, it } from 'vitest';
import { expectCost } from '../../../support/expect-cost.js';
import { processorMs } from '../../../support/processor-ms.js';
import { markdownOf } from './markdown-stage.js';

/** A part of an answer with every kind of block: 20 lines. */
const part = (number: number) => `## Step ${number}

The **orders** are validated by \`OrderIn\` (app/schemas.py:${number}) before *create_order*; see [docs](https://x.y/${number}).

- first item with some words
  - an inner item
- [x] second item

| field | type |
|-------|------|
| id    | int  |

\`\`\`python
def create_order_${number}(order: OrderIn) -> Order:
    """Creates order ${number}."""
    return Order(id=${number}, total=order.total * 1.19)
\`\`\`

> so it is
`;
const answer = Array.from({ length: 100 }, (_, index) => part(index)).join('\n');
const codeOf = (lines: number) => `\`\`\`python\n${'    total = order.total * 1.19  # with tax\n'.repeat(lines)}`;

/** The last 200 frames of a text that comes at 200 tokens and 30 frames a second. Returns processor time of one, in ms. */
async function meanFrame(text: string): Promise<number> {
  const { driver, text: handle } = await markdownOf('', { width: 100, height: 40 });
  const step = Math.ceil((4 * 200) / 30);
  const first = Math.max(0, text.length - 200 * step);
  handle.setSections([{ id: 'a', text: text.slice(0, first) }]);
  driver.paint();
  const before = processorMs();
  let frames = 0;
  for (let end = first; end < text.length + step; end += step, frames++) {
    handle.setSections([{ id: 'a', text: text.slice(0, end) }]);
    driver.paint();
    if (frames % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return (processorMs() - before) / frames;
}

/** The cheapest of up to three: what else the machine does only makes it dearer. */
async function bestFrame(text: string, enough: number): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 3 && best > enough; round++) best = Math.min(best, await meanFrame(text));
  return best;
}

/** Four times what the dearest kind costs on a quiet machine. */
const LIMIT_MS = 25;

describe('of a long answer that is being written, a frame costs little', () => {
  it.each([
    ['all kinds of blocks', answer],
    ['one block of code', codeOf(2000)],
    ['one list', '- an item with `code` and some words\n'.repeat(2000)],
    ['one table', `| a | b |\n|---|---|\n${'| some words | more |\n'.repeat(300)}`],
    ['one paragraph', 'some **words** and `code` '.repeat(400)],
    ['one quote', '> some **words** and `code`\n'.repeat(500)],
  ])('%s', async (_, text) => {
    await expectCost(LIMIT_MS, () => meanFrame(text));
  });

  it('however long a block of code is', async () => {
    const short = await bestFrame(codeOf(500), 0);
    expect(await bestFrame(codeOf(4000), 2 * short)).toBeLessThan(4 * short);
  });
});
