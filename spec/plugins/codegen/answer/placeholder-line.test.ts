import { expect, it } from 'vitest';
import { applyAnswer } from '../../../../plugins/codegen/answer/apply-answer.js';
import { placeholderLine } from '../../../../plugins/codegen/answer/placeholder-line.js';

const before = 'def f():\n    return 1\n\ndef g():\n    return 2\n';

it.each([
  ['# rest unchanged'],
  ['# existing code'],
  ['...'],
  ['…'],
  ['# --- existing code ---'],
  ['# (existing code)'],
  ['# same as before'],
  ['# remaining functions as above'],
  ['<rest of file unchanged>'],
  ['[... rest of code ...]'],
  ['...  # rest of the file'],
  ['    pass  # rest unchanged'],
  ['# <snip>'],
  ['# etc.'],
  ['# Keep everything else'],
  ['# (no changes below)'],
  ['# Keep the existing code'],
  ['// everything else stays the same'],
  ['/* code omitted */'],
  ['# ... other methods ...'],
  ['    # ...'],
])('%j stands for code', (line) => {
  expect(placeholderLine(`def f():\n    return 5\n\n${line}\n`, before, 'app/x.py')).toBe(3);
  expect(placeholderLine(`def f():\n    return 5\n\n${line}\n`, `${before}${line}\n`, 'app/x.py')).toBeUndefined();
});

it.each([
  ['    ...', 'a.py'],
  ['# Other routes', 'a.py'],
  ['# existing orders are shipped first', 'a.py'],
  ['# keep the session open', 'a.py'],
  ['# the same currency everywhere', 'a.py'],
  ['# before the first request', 'a.py'],
  ['# same as above, for PUT', 'a.py'],
  ['# no changes are made to the order', 'a.py'],
  ['[rest, first] = pair', 'a.py'],
  ['# Existing code', 'a.md'],
  ['...', 'a.yaml'],
  ['...', 'a.md'],
  ['## Rest', 'README.md'],
])('%j in %s is what it says', (line, path) => {
  expect(placeholderLine(`a\n${line}\n`, 'a\n', path)).toBeUndefined();
});

it('in place of code in an edit refuses the file', async () => {
  const target = 'app/x.py';
  const edit = { search: 'def f():\n    return 1\n', replace: 'def f():\n    # ... existing code ...\n    return 3\n' };
  const apply = (text: string) =>
    applyAnswer(
      { files: [{ kind: 'edits', path: target, edits: [edit], isComplete: true }], prose: '' },
      { target, read: () => Promise.resolve(text) },
    );
  expect((await apply(before)).refused).toMatchObject([{ reason: expect.stringContaining('stands for code') }]);
  expect((await apply(before)).files).toEqual([]);
  expect((await apply(`${before}    # ... existing code ...\n`)).files).toHaveLength(1);
});
