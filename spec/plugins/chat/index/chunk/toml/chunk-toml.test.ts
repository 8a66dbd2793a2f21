import { describe, expect, it } from 'vitest';
import { chunkIni } from '../../../../../../plugins/chat/index/chunk/ini/chunk-ini.js';
import { chunkToml } from '../../../../../../plugins/chat/index/chunk/toml/chunk-toml.js';
import { expectPartition } from '../expect-partition.js';
import { outlineOf } from '../outline-of.js';

const outline = (text: string) => {
  const chunks = chunkToml(text);
  expectPartition(text, chunks);
  return outlineOf(chunks);
};

describe('chunkToml', () => {
  it('has a chunk for each table, with the comments above it', () => {
    const text =
      'title = "x"\n\n# the project\n[project]\nname = "a"\n[ tool . "black" ]\nx = 1 # [no]\n[[package]]\n[[package]]\n';
    expect(outline(text)).toEqual([
      '1-2 entry',
      '3-5 entry project',
      '6-7 entry tool.black',
      '8-8 entry package',
      '9-9 entry package',
    ]);
  });

  it('does not take lists and texts for tables', () => {
    const text = `# a file
[a]
x = [
  ["b"]
]
y = """
[no]
\\"""
[no]
"""
z = '''
[no]'''
s = "it's [ \\" ["
t = 'C:\\'
u = ""
[c]
`;
    expect(outline(text)).toEqual(['1-15 entry a', '16-16 entry c']);
  });

  it('makes windows of files without tables', () => {
    expect(outline('a = 1\n')).toEqual(['1-1 window']);
  });
});

describe('chunkIni', () => {
  it('has a chunk for each section', () => {
    const text = '; it\'s\n[tool:pytest]\na = [x]\n  [not]a header\n# flake\n[flake8]\nb = "\n';
    expect(outlineOf(chunkIni(text))).toEqual(['1-4 entry tool:pytest', '5-7 entry flake8']);
    expectPartition(text, chunkIni(text));
  });
});
