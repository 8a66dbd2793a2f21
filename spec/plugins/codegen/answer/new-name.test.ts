import { expect, it } from 'vitest';
import { applyAnswer } from '../../../../plugins/codegen/answer/apply-answer.js';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';

const made = (path: string, disk: Readonly<Record<string, string>> = {}) => {
  const answer = parseAnswer(`\`\`\`python path="${path}"\nx = 1\n\`\`\`\n`, { target: 'app/x.py', isComplete: true });
  return applyAnswer(answer, { target: 'app/x.py', read: (name) => Promise.resolve(disk[name]) });
};

it.each([
  ['app/\u202eyp.x'],
  ['app/\u0085x.py'],
  ['app/\u2028x.py'],
  ['app/\u200bx.py'],
  ['-rf'],
  ['app/-x.py'],
  ['app/...'],
  ['x.'],
  ['~'],
  ['a/~/x.py'],
  ['.git:x/y'],
  ['.git::$INDEX_ALLOCATION/config'],
  ['file:///etc/x'],
  ['https://a.io/x.py'],
  ['app/x.py:stream'],
])('%j is no name of a new file', async (path) => {
  const { files, refused } = await made(path);
  expect(files).toEqual([]);
  expect(refused).toMatchObject([{ reason: expect.stringMatching(/name|project/) }]);
});

it('a file that is there may be called anything; usual names are fine', async () => {
  expect((await made('app/-x.py', { 'app/-x.py': 'x = 2\n' })).files).toHaveLength(1);
  for (const path of ['app/[id].tsx', 'app/(group)/x.ts', '.env.example', 'bücher/größe.py', 'x~', 'a b/c.py'])
    expect((await made(path)).files).toHaveLength(1);
});
