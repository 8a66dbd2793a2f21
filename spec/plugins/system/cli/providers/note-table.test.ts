import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textTools } from '../../support/text-tools.js';
import { noteTable } from '../../../../../plugins/system/cli/providers/note-table.js';
import { wrapWords } from '../../../../../plugins/system/cli/providers/wrap-words.js';

const header = ['', 'PROVIDER', 'NOTE'];
const rows = [
  ['!', 'openai', 'Set OPENAI_API_KEY in your environment or in .env, then look again'],
  ['●', 'local ▸', ''],
];
const table = (columns: number | undefined) => noteTable({ header, rows, right: new Set(), columns }, textTools);

describe('a table with notes', () => {
  it('is a line a row where nobody measures', () =>
    expect(table(undefined)).toEqual([
      '   PROVIDER  NOTE',
      '!  openai    Set OPENAI_API_KEY in your environment or in .env, then look again',
      '●  local ▸',
    ]));

  it('wraps a note inside its column', () =>
    expect(table(50)).toEqual([
      '   PROVIDER  NOTE',
      '!  openai    Set OPENAI_API_KEY in your',
      '             environment or in .env, then look',
      '             again',
      '●  local ▸',
    ]));

  it('has notes below their rows where there is no room for a column', () =>
    expect(table(40)).toEqual([
      '   PROVIDER',
      '!  openai',
      '   Set OPENAI_API_KEY in your',
      '   environment or in .env, then look',
      '   again',
      '●  local ▸',
    ]));

  it('keeps words and their order, whatever the width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé漢🚀]{1,12}$/u), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        (words, cells) => {
          const lines = wrapWords(words.join(' '), cells, textTools);
          expect(lines.join(' ')).toBe(words.join(' '));
          for (const line of lines) expect(textTools.width(line) <= cells || !line.includes(' ')).toBe(true);
        },
      ),
    );
  });
});
