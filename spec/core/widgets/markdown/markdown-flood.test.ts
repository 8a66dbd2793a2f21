import { describe, expect, it } from 'vitest';
import { expectQuick } from '../../../support/expect-quick.js';
import { markdownOf } from './markdown-stage.js';
import { waitFor } from '../../../support/wait-for.js';

describe('a text that comes in very many small pieces', () => {
  it.each([
    ['of words', 'some words, no end '],
    ['of lines', 'a line\n\n'],
    ['of lines as some programs end them', 'a line\r\n\r\n'],
  ])('%s costs what is new between two frames', async (_, piece) => {
    const { driver, text: handle } = await markdownOf('', { width: 100, height: 40 });
    let text = piece.repeat(50_000);
    handle.setSections([{ id: 'a', text }]);
    driver.paint();
    await expectQuick(500, () => {
      for (let count = 0; count < 20_000; count++) handle.setSections([{ id: 'a', text: (text += piece) }]);
    });
  });

  it('is parsed for frames, not for each piece', async () => {
    const { driver, text: handle, host } = await markdownOf('', { width: 100, height: 40 });
    await expectQuick(500, async () => {
      let text = '| some words | more |\n|---|---|\n';
      for (let count = 0; count < 1000; count++) {
        handle.setSections([{ id: 'a', text: (text += '| some words | more |\n') }]);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    expect(host.frames).toBeGreaterThanOrEqual(1000);
    expect(driver.paint().rows()[0]).toContain('some words');
  });
});

it('a text whose frames take long leaves time for others, and is shown all the same', async () => {
  const { driver, text: handle, host } = await markdownOf('one');
  const shows = (word: string) => driver.paint().rows().join().includes(word);
  host.tick = 30;
  handle.setSections([{ id: 'a', text: 'one\n\ntwo' }]);
  expect(shows('two')).toBe(true);
  host.tick = 0;
  handle.setSections([{ id: 'a', text: 'one\n\ntwo\n\nthree' }]);
  expect(shows('three')).toBe(false);
  const { frames } = host;
  host.time += 3000;
  await waitFor(() => expect(host.frames).toBeGreaterThan(frames));
  expect(shows('three')).toBe(true);
});

describe('what nests very deeply is shown, and holds nothing up', () => {
  it.each([
    ['lists', '  ', '- '],
    ['numbered lists', '   ', '1. '],
    ['lists and quotes', '    ', '- > '],
  ])('%s', async (_, indentation, sign) => {
    const lines = Array.from({ length: 400 }, (_, level) => `${indentation.repeat(level)}${sign}level ${level}`);
    const rows = await expectQuick(1500, async () => {
      const { text: handle, settled } = await markdownOf('', { width: 100, height: 40 });
      handle.setSections([{ id: 'a', text: `${lines.join('\n')}\n\nthe end` }]);
      return settled();
    });
    expect(rows.at(-1)).toContain('the end');
    expect(rows.join(' ')).toContain('level 399');
  });
});

describe('what is very long on one line is cut, and holds nothing up', () => {
  it.each([
    ['words', 'word '.repeat(400_000), 'more characters are not shown'],
    ['one word', 'w'.repeat(2_000_000), 'more characters are not shown'],
    ['wide signs', '漢'.repeat(700_000), 'more characters are not shown'],
    ['a heading', `# ${'word '.repeat(400_000)}`, 'more characters are not shown'],
    ['an item', `- ${'word '.repeat(400_000)}`, 'more characters are not shown'],
    ['code', `\`\`\`js\n${'let a = 1; '.repeat(47_000)}\n\`\`\``, 'more characters are not shown'],
    ['a cell', `| a | b |\n|---|---|\n| ${'word '.repeat(100_000)}| x |`, 'more characters are not shown'],
    [
      'columns',
      `|${' a |'.repeat(3000)}\n|${'---|'.repeat(3000)}\n|${' b |'.repeat(3000)}`,
      'more columns are not shown',
    ],
  ])('%s', async (_, text, note) => {
    const { rows, driver } = await expectQuick(600, async () => {
      const { text: handle, settled, driver: ofThis } = await markdownOf('', { width: 100, height: 1000 });
      handle.setSections([{ id: 'a', text }]);
      return { rows: await settled(), driver: ofThis };
    });
    expect(rows.join(' ').replace(/[│↳ ]+/g, ' ')).toContain(note);
    expect(driver.paint().rows().length).toBe(1000);
  });

  it('but what is copied is whole', async () => {
    const line = 'x'.repeat(100_000);
    const { driver, text: handle } = await markdownOf(`\`\`\`\n${line}\n\`\`\``);
    driver.press('home', 'right', 'right');
    expect(handle.selected.get()).toMatchObject({ kind: 'code', text: line });
  });
});
