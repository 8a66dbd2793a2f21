import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskFile, redactedLines } from '../../../../plugins/codegen/generate/mask-file.js';

const secrets = ['dvk-aaaaaaaa', 'dvk-bbbbbbbb', 'first\nsecond\nthird'];
const redact = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);

const file = [
  'import os',
  'A = "dvk-aaaaaaaa"',
  '',
  'def run():',
  '    B = "dvk-bbbbbbbb"',
  '    return 2 ** 3 *** 1',
  '',
].join('\n');

it('masks secrets, and puts them back into lines that come back', () => {
  const masked = maskFile(file, redact);
  expect(masked.text).not.toMatch(/dvk-/);
  const after = masked.text.replace('import os', 'import os\nimport sys').replace('    B', '        B');
  const restored = masked.restore(after);
  expect(restored.lostLine).toBeUndefined();
  expect(restored.text).toContain('A = "dvk-aaaaaaaa"');
  expect(restored.text).toContain('        B = "dvk-bbbbbbbb"');
  expect(restored.text).toContain('import sys');
});

it('says where a mask stands that it cannot put back', () => {
  const masked = maskFile(file, redact);
  expect(masked.restore(masked.text.replace('A = "***"', 'TOKEN = "***"')).lostLine).toBe(2);
});

it('puts equal lines of different secrets back in their order, and refuses when one of them went', () => {
  const twice = 'one:\n  key: dvk-aaaaaaaa\ntwo:\n  key: dvk-bbbbbbbb\n';
  const masked = maskFile(twice, redact);
  expect(masked.restore(`# a comment\n${masked.text}`)).toEqual({ text: `# a comment\n${twice}`, lostLine: undefined });
  expect(masked.restore('two:\n  key: ***\n').lostLine).toBe(2);
});

it('leaves a file without secrets alone, with stars of its own', () => {
  const masked = maskFile('***\ntitle\n***\n', redact);
  expect(masked.restore('***\nother\n***\n***\n')).toEqual({ text: '***\nother\n***\n***\n', lostLine: undefined });
});

it('keeps the number of lines, and gives every file back that came back unchanged', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('***', 'key = dvk-aaaaaaaa', '  dvk-bbbbbbbb', ...secrets),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      const masked = maskFile(text, redact);
      expect(redactedLines(text, redact).split('\n')).toHaveLength(text.split('\n').length);
      const restored = masked.restore(masked.text);
      if (restored.lostLine === undefined) expect(restored.text).toBe(text);
    }),
  );
});
