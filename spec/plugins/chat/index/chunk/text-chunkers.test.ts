import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textLanguages } from '../../../../../plugins/chat/index/chunk/text-languages.js';
import { expectPartition } from './expect-partition.js';
import { expectQuick } from '../../../../support/expect-quick.js';

/** Pieces of all these languages, so that what opens and closes meets. */
const token = fc.constantFrom(
  ...[
    'a',
    'key: ',
    '- ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '# h',
    '## h\n',
    '===',
    '---\n',
    '```',
    '~~~',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
  ],
  ...[
    ': ',
    ',',
    '|',
    '>',
    '[t]\n',
    '[[t.a]]\n',
    '"""',
    "'''",
    'x = 1\n',
    '"a": ',
    '//',
    '/*',
    '*/',
    '--',
    ';',
    '$$',
    '$a$',
    'GO\n',
  ],
  ...[
    'CREATE TABLE t (',
    ')',
    'BEGIN',
    'END',
    'CASE',
    'DELIMITER //\n',
    'COPY t FROM stdin;\n',
    '\\.',
    '\\',
    '`',
    '<div id="x">\n',
  ],
  ...['<script>', '</script>', '<!--', '-->', '<h1>', '{% block x %}', 'ü', '\u2028', '😀', '\t', '%', '&', '*'],
);
const text = fc.oneof(
  fc.array(token, { maxLength: 120 }).map((tokens) => tokens.join('')),
  fc
    .array(
      fc.array(token, { maxLength: 6 }).map((tokens) => tokens.join('')),
      { maxLength: 300 },
    )
    .map((lines) => lines.join('\n')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

/** At most 39,000 lines: files of more are divided into windows. */
function megabyteOf(part: string): string {
  const isLine = part.endsWith('\n');
  const longer = isLine ? part.repeat(39_000 / part.split('\n').length) : part;
  return longer.repeat(isLine ? 1 : Math.ceil(1_000_000 / part.length));
}

const hostile: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      '\n',
      'a\n',
      ' ',
      'a',
      '"',
      "'",
      '\\"',
      '"\\',
      '{',
      '[',
      '{"a":',
      '[\n',
      '{"a":\n',
      '}',
      '-',
      '- ',
      '- \n',
      '-- ',
      '--\n',
    ],
    ...[
      '#',
      '# a\n',
      '# ',
      '#\n',
      '=\n',
      'a\n---\n',
      '```\n',
      '`',
      '~~~a\n',
      '<!--',
      '<!--\n',
      '<div id=',
      '<h1>',
      '<',
      '</script',
      '{%',
    ],
    ...[
      '/*',
      '/* */',
      '//',
      '$',
      '$$',
      '$a$',
      ';',
      ';\n',
      'BEGIN ',
      'END ',
      'CREATE TRIGGER BEGIN ',
      'GO\n',
      'DELIMITER //\n',
      'DELIMITER a\n',
    ],
    ...[
      'COPY a FROM stdin;\n',
      '[a]\n',
      '[a.',
      '[a.b]\n',
      '"""',
      "'''\n",
      'a: |\n',
      'a:\n',
      ' a:\n',
      'a: b: ',
      'a : ',
      '---\n',
      '? ',
      ': ',
    ],
    ...[
      '[x](',
      '![',
      '<a',
      '(',
      '\t',
      '\r',
      '\u00a0',
      'CREATE TABLE a;\n',
      'CREATE a ',
      '-- name: ',
      'id ',
      '{# ',
      '\\',
    ],
  ].map((part) => [JSON.stringify(part), megabyteOf(part)]),
);

describe.each([...textLanguages.keys()])('the chunker of %s', (language) => {
  const chunk = textLanguages.get(language) ?? (() => []);

  it('has no chunks for an empty file', () => {
    expect(chunk('')).toEqual([]);
  });

  it('divides any text into chunks that are the text again', () => {
    fc.assert(
      fc.property(text, (source) => {
        expectPartition(source, chunk(source));
      }),
      { numRuns: 400 },
    );
  });

  it('takes less than a second for a megabyte of whatever', async () => {
    for (const [name, source] of Object.entries(hostile)) {
      const chunks = await expectQuick(1000, () => chunk(source), name);
      expect(chunks.map((one) => one.text).join('') === source, name).toBe(true);
      expect(chunks.length, name).toBeLessThanOrEqual(4096);
    }
  });

  it('takes less than a second for a megabyte of deep nesting', async () => {
    const lines = Array.from({ length: 1400 }, (_, at) => `${' '.repeat(at)}a:`);
    for (const source of [
      lines.join('\n'),
      '{"a":\n'.repeat(160_000),
      '[\n'.repeat(500_000),
      '<div id="a">\n'.repeat(77_000),
    ]) {
      const chunks = await expectQuick(1000, () => chunk(source));
      expect(chunks.map((one) => one.text).join('') === source).toBe(true);
    }
  });
});
