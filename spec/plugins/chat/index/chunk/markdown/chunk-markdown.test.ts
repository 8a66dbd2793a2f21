import { describe, expect, it } from 'vitest';
import { chunkMarkdown } from '../../../../../../plugins/chat/index/chunk/markdown/chunk-markdown.js';
import { expectPartition } from '../expect-partition.js';
import { outlineOf } from '../outline-of.js';

const outline = (text: string) => {
  const chunks = chunkMarkdown(text);
  expectPartition(text, chunks);
  return outlineOf(chunks);
};

describe('chunkMarkdown', () => {
  it('has a chunk for each heading, whose symbol is the path of titles', () => {
    const text =
      'before\n# devmgr\ntext\n## Install\na\n### From `source` ##\nb\n## [Use](http://x) it\nc\n# Other\nd\n';
    expect(outline(text)).toEqual([
      '1-1 section',
      '2-3 section devmgr',
      '4-5 section devmgr > Install',
      '6-7 section devmgr > Install > From source',
      '8-9 section devmgr > Use it',
      '10-11 section Other',
    ]);
  });

  it('keeps a heading without text with the first below it', () => {
    expect(outline('# A\n\n## B\n\n### C\ntext\n### D\n## E\n')).toEqual([
      '1-6 section A > B > C',
      '7-7 section A > B > D',
      '8-8 section A > E',
    ]);
  });

  it('knows underlined headings', () => {
    expect(outline('Title\n=====\ntext\n\nPart\n---\nmore\n\n---\n\n- item\n---\n| a |\n---\n')).toEqual([
      '1-4 section Title',
      '5-14 section Title > Part',
    ]);
  });

  it('finds no headings in code, front matter and comments', () => {
    const text = [
      ...[
        '---',
        'title: x',
        '# no',
        '---',
        '# A',
        '```sh',
        '# no',
        '~~~',
        '```',
        '~~~~',
        '# no',
        '~~~',
        '# no',
        '~~~~',
      ],
      ...['    # no', '<!--', '# no', '-->', '#no', '####### no', '## B', '```'],
      ...['# no, the fence is open to the end', ''],
    ].join('\n');
    expect(outline(text)).toEqual(['1-4 section', '5-20 section A', '21-23 section A > B']);
  });

  it('divides long sections at paragraphs', () => {
    const paragraph = `${'words '.repeat(20).trim()}\n`.repeat(6);
    const chunks = chunkMarkdown(`# A\n\n${Array.from({ length: 12 }, () => paragraph).join('\n')}`);
    expect(chunks.length).toBeGreaterThan(3);
    for (const chunk of chunks.slice(0, -1))
      expect(chunk).toMatchObject({ symbol: 'A', text: expect.stringMatching(/\n\n$/) });
  });

  it('makes windows of text without headings', () => {
    expect(outline('just\ntext\n')).toEqual(['1-2 window']);
  });
});
