import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeBlocks } from '../../../../plugins/chat/save/code-blocks.js';

it('finds blocks with their languages', () => {
  const text = 'a\n```python title="x"\nprint(1)\n```\nb\n~~~\nplain ``` inside\n~~~\n````md\n```\ninner\n```\n````';
  expect(codeBlocks(text)).toEqual([
    { language: 'python', text: 'print(1)\n' },
    { language: undefined, text: 'plain ``` inside\n' },
    { language: 'md', text: '```\ninner\n```\n' },
  ]);
});

it('takes an open block to the end, and none where there is none', () => {
  expect(codeBlocks('```ts\nconst a = 1;')).toEqual([{ language: 'ts', text: 'const a = 1;\n' }]);
  expect(codeBlocks('no `code` here')).toEqual([]);
});

it('gives back what was put between fences', () => {
  const line = fc.string().filter((text) => !/[`~\n]/.test(text));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), (lines) => {
      expect(codeBlocks(`\`\`\`\n${lines.join('\n')}\n\`\`\`\n`)).toEqual([
        { language: undefined, text: `${lines.join('\n')}\n` },
      ]);
    }),
  );
});
