import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { end, token } from '../support/streaming-model.js';
import { streamingStage, type StreamingStage } from '../support/streaming-stage.js';

const stage = streamingStage();

/** Tests take their time on a busy machine. */
const slow = 60_000;

const edit = (search: string, replace: string) =>
  `app/pricing.py\n\`\`\`python\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\n`;
const rule = (sign: string) => `    return 0 if net ${sign} FREE_SHIPPING_FROM else SHIPPING`;
const wrong = edit(rule('>='), `    # From 50 euros on.\n${rule('>')}`);
const right = edit(rule('>'), rule('>='));

async function answer(text: string, asked: ReturnType<StreamingStage['asked']>): Promise<void> {
  const stream = await asked;
  stream.write(token(text));
  stream.end(end);
}

describe.each([
  ['80x24', { cols: 80, rows: 24 }],
  ['120x40', { cols: 120, rows: 40 }],
])('the whole way at %s', (_, size) => {
  it(
    'a wrong first answer, failing tests, a fixed second one, green, saved, undone',
    async () => {
      const { app, click, close } = stage.open(size);
      const file = join(stage.path, 'app/pricing.py');
      const before = readFileSync(file, 'utf8');
      try {
        app.key('F3');
        await app.waitFor('path of the file, new or there');
        app.type('app/pricing.py');
        app.key('enter');
        await app.waitFor('What shall be written?');
        app.type('say in a comment from when on shipping is free');
        await app.waitFor('stays on this machine');
        const first = stage.asked();
        app.key('C-g');
        await answer(wrong, first);
        await app.waitFor('FREE_SHIPPING_FROM else SHIPPING');
        await app.waitFor('[Fix ');
        app.type('t');
        await app.waitFor('✗ tests failed', slow);
        expect(readFileSync(file, 'utf8')).toBe(before);
        const second = stage.asked();
        click('[Fix ');
        await answer(right, second);
        await app.waitFor('✓ tests passed', slow);
        await app.waitFor(/answer 2 .*✓ tests passed/);
        expect(readFileSync(file, 'utf8')).toBe(before);
        app.key('C-s');
        await app.waitFor('✓ saved app/pricing.py');
        expect(readFileSync(file, 'utf8')).toBe(before.replace(rule('>='), `    # From 50 euros on.\n${rule('>=')}`));
        app.type('u');
        await app.waitFor('taken back: app/pricing.py');
        expect(readFileSync(file, 'utf8')).toBe(before);
      } finally {
        await close();
      }
    },
    2 * slow,
  );
});

it('keeps file, prompt and what had come for the next devmgr', async () => {
  const first = stage.open();
  try {
    first.app.key('F3');
    await first.app.waitFor('path of the file, new or there');
    first.app.type('app/gifts.py');
    first.app.key('enter');
    await first.app.waitFor('What shall be written?');
    first.app.type('prices of gift wrapping');
    await first.app.waitFor('stays on this machine');
    const asked = stage.asked();
    first.app.key('C-g');
    (await asked).write(token('```python\nWRAP = 350\n'));
    await first.app.waitFor('WRAP = 350');
    first.app.key('escape');
    await first.app.waitFor('stopped: what had come is kept');
  } finally {
    await first.close();
  }
  expect(existsSync(join(stage.path, 'app/gifts.py'))).toBe(false);
  const second = stage.open();
  try {
    second.app.key('F3');
    await second.app.waitFor(/Prompt .*\n.*prices of gift wrapping/);
    second.app.key('M-h');
    await second.app.waitFor('Generations 1');
    second.app.key('enter');
    await second.app.waitFor('WRAP = 350');
  } finally {
    await second.close();
  }
});
