import { describe, expect, it } from 'vitest';
import { chunkYaml } from '../../../../../../plugins/chat/index/chunk/yaml/chunk-yaml.js';
import { expectPartition } from '../expect-partition.js';
import { outlineOf } from '../outline-of.js';

const outline = (text: string) => {
  const chunks = chunkYaml(text);
  expectPartition(text, chunks);
  return outlineOf(chunks);
};

const block = (name: string, lines: number) =>
  `${name}:\n${Array.from({ length: lines }, (_, at) => `  k${at}: ${at}\n`).join('')}`;
const indented = (text: string, by = '  ') => text.replace(/^(?=.)/gm, by);

describe('chunkYaml', () => {
  it('has a chunk for each key at the left, with the comments above it; short ones together', () => {
    const text = `# the file\nversion: 3\nname: x\n\n# all services\n${block('services', 10)}# volumes\n${block('volumes', 8)}`;
    expect(outline(text)).toEqual(['1-4 entry', '5-16 entry services', '17-26 entry volumes']);
    expect(chunkYaml(text)[0]?.signature).toBe('version, name');
  });

  it('divides big values by the keys in them, as deep as it takes', () => {
    const text = `services:\n${indented(block('api', 30))}${indented(block('web', 90))}${indented(block('"db"', 30))}volumes: {}\n`;
    expect(outline(text).at(0)).toBe('1-32 entry services.api');
    expect(outline(text).slice(-2)).toEqual(['124-154 entry services.db', '155-155 entry volumes']);
    const symbols = new Set(chunkYaml(text).map((chunk) => chunk.symbol));
    expect(symbols).toEqual(new Set(['services.api', 'services.web', 'services.db', 'volumes']));
  });

  it('calls elements of lists by their names, else by their places', () => {
    const step = (head: string) =>
      `${head}\n${indented('run: |\n', '    ')}${indented('line: x\n\n'.repeat(20), '      ')}`;
    const text = `steps:\n${step('  - name: checkout')}${step('  - uses: a/b@v1')}${step('  - id: build')}`;
    const symbols = chunkYaml(text).map((chunk) => chunk.symbol);
    expect([...new Set(symbols)]).toEqual(['steps.checkout', 'steps[1]', 'steps.build']);
    expectPartition(text, chunkYaml(text));
  });

  it('knows lists that stand below their key', () => {
    const text = `steps:\n${`- a: 1\n${'  b: 2\n'.repeat(40)}`.repeat(3)}other: 1\n`;
    expect([...new Set(chunkYaml(text).map((chunk) => chunk.symbol))]).toEqual([
      'steps[0]',
      'steps[1]',
      'steps[2]',
      'other',
    ]);
  });

  it('finds no keys in texts and comments', () => {
    const body = 'no: key\n# no comment\n\n- no element\n'.repeat(25);
    const text = `script: |\n${indented(body)}after: >-\n${indented(body)}# last: x\nend: 1\n`;
    expect([...new Set(chunkYaml(text).map((chunk) => chunk.symbol))]).toEqual(['script', 'after', 'end']);
  });

  it('divides by documents, named by what they describe', () => {
    const text = `# two\nkind: Deployment\nmetadata:\n  name: api\n---\nkind: Service\nmetadata:\n  labels: {}\n  name: web\n---\njust: x\n`;
    expect(outline(text)).toEqual(['1-4 entry Deployment.api', '5-9 entry Service.web', '10-11 entry']);
    const big = `---\nkind: Deployment\nmetadata:\n  name: api\nspec:\n${indented(block('a', 70))}${indented(block('b', 40))}---\na: b\n`;
    expect(outline(big)).toContainEqual(expect.stringContaining('entry Deployment.api.spec.a'));
  });

  it('makes windows of what has no keys', () => {
    expect(outline('just text\nand more\n')).toEqual(['1-2 window']);
    expect(outline('{"a": 1}\n')).toEqual(['1-1 window']);
  });
});
