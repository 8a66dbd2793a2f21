import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../plugins/codegen/answer/apply-edits.js';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';
import { processorMs } from '../../../support/processor-ms.js';
import { expectCost } from '../../../support/expect-cost.js';
import { expectQuick } from '../../../support/expect-quick.js';

async function edited(before: string, search: string, replace: string): Promise<string> {
  const made = await applyEdits(before, [{ search, replace }]);
  return 'text' in made ? made.text : made.refused;
}

describe('edits that are indented by other steps', () => {
  const four = 'class A:\n    def a(self):\n        if x:\n            return 1\n        return 2\n';

  it('get those of the file, level by level', async () => {
    const search = 'def a(self):\n  if x:\n    return 1\n  return 2\n';
    const replace = 'def a(self):\n  if x:\n    for y in z:\n      return y\n  return 2\n';
    expect(await edited(four, search, replace)).toBe(
      four.replace('            return 1\n', '            for y in z:\n                return y\n'),
    );
  });

  it('tabs for blanks, and blanks for tabs', async () => {
    const tabs = four.replaceAll('    ', '\t');
    const search = '    def a(self):\n        if x:\n            return 1\n';
    const replace = '    def a(self):\n        if x:\n            while y:\n                return 3\n';
    expect(await edited(tabs, search, replace)).toBe(
      tabs.replace('\t\t\treturn 1\n', '\t\t\twhile y:\n\t\t\t\treturn 3\n'),
    );
    const tab = (text: string) => text.replaceAll('    ', '\t');
    expect(await edited(four, tab(search), tab(replace))).toBe(
      four.replace('            return 1\n', '            while y:\n                return 3\n'),
    );
  });

  it('a single line tells how deep it is', async () => {
    expect(await edited(four, '    if x:\n', '    if x:\n      y()\n')).toBe(
      four.replace('if x:\n', 'if x:\n            y()\n'),
    );
    expect(await edited(four, '    if x:\n', '    if x:\n        y()\n')).toBe(
      four.replace('if x:\n', 'if x:\n            y()\n'),
    );
  });

  it('levels that nobody can tell are refused', async () => {
    const odd = 'def a(self):\n  if x:\n    return 1\n  return 2\n';
    expect(await edited(four, odd, odd.replace('    return 1\n', '       return 3\n'))).toMatch(
      /indented by other steps than the file at line 2: indent it as the file is/,
    );
    // One level of the edit is two of the file.
    expect(await edited(four, 'if x:\nreturn 1\n', 'if x:\nreturn 7\n')).not.toContain('\nreturn 7');
  });
});

describe('many edits', () => {
  /** The longest time in which nobody else had a turn. */
  async function longestTurn(work: Promise<unknown>): Promise<number> {
    let [last, longest, isOver] = [processorMs(), 0, false];
    const watch = () => {
      const now = processorMs();
      longest = Math.max(longest, now - last);
      last = now;
      if (!isOver) setImmediate(watch);
    };
    setImmediate(watch);
    await work;
    isOver = true;
    return Math.max(longest, processorMs() - last);
  }

  const lines = Array.from({ length: 20_000 }, (_, at) => `value_${String(at)} = compute(${String(at)})\n`);
  const before = lines.join('');

  it('10,000 in 20,000 lines are made, and nobody waits', async () => {
    const edits = lines.flatMap((line, at) =>
      at % 2 ? [] : [{ search: line, replace: line.replace('compute', 'c') }],
    );
    const text = lines.map((line, at) => (at % 2 ? line : line.replace('compute', 'c'))).join('');
    await expectCost(400, async () => {
      let made: Awaited<ReturnType<typeof applyEdits>> | undefined;
      const turn = await longestTurn(applyEdits(before, edits).then((result) => (made = result)));
      expect(made).toEqual({ text });
      return turn;
    });
    await expectQuick(5_000, () => applyEdits(before, edits));
  });

  it('equal ones in equal lines as well', async () => {
    const same = 'pass\n'.repeat(10_000);
    const edits = Array.from({ length: 10_000 }, () => ({ search: 'pass\n', replace: 'go\n' }));
    expect(await expectQuick(5_000, () => applyEdits(same, edits))).toEqual({ text: 'go\n'.repeat(10_000) });
  });

  it('the last of them that fits nowhere is told soon', async () => {
    const edits = lines.slice(0, 10_000).map((line) => ({ search: line, replace: 'x\n' }));
    const wrong = { search: 'something quite different = nowhere(to, be, found)\n', replace: 'y\n' };
    expect(await expectQuick(6_000, () => applyEdits(before, [...edits, wrong]))).toMatchObject({
      refused: expect.stringContaining('edit 10001'),
    });
  });

  it('are read in time', async () => {
    const text = lines.map((line) => `<<<<<<< SEARCH\n${line}=======\nx\n>>>>>>> REPLACE\n`).join('\n');
    const { files } = await expectQuick(5_000, () => parseAnswer(text, { target: 'a.py', isComplete: true }));
    expect(files).toMatchObject([{ kind: 'edits' }]);
  });
});
