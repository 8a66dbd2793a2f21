import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AnswerStream } from '../../../../plugins/codegen/answer/answer-stream.js';
import { applyAnswer } from '../../../../plugins/codegen/answer/apply-answer.js';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';
import { changedRanges } from '../../../../plugins/codegen/review/changed-ranges.js';
import { processorMs } from '../../../support/processor-ms.js';

const target = 'app/x.py';
const code = fc.array(
  fc.oneof(fc.stringMatching(/^ {0,8}[a-z_]{1,12}(?: = | \+= |\()[a-z0-9_]{1,12}\)?$/), fc.constant('')),
  {
    minLength: 1,
    maxLength: 40,
  },
);
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** Pieces that real answers are made of, in any order. */
const piece = fc.constantFrom(
  ...[
    '```python\n',
    '```\n',
    '````markdown\n',
    '````\n',
    '~~~\n',
    '# app/x.py\n',
    '### `a.py`\n',
    'x = 1\n',
    '\n',
    '    y\n',
  ],
  ...[
    '<<<<<<< SEARCH\n',
    '=======\n',
    '>>>>>>> REPLACE\n',
    '--- a/y.py\n',
    '+++ b/y.py\n',
    '@@ -1,2 +1 @@\n',
    '-a\n',
    '+b\n',
    ' c\n',
  ],
  ...[
    'diff --git a/q b/q\n',
    'Here is the file:\n',
    '*** Begin Patch\n',
    '<think>\n',
    '</think>\n',
    '```python path=../e.py\n',
    '\r\n',
    '`',
    'é',
  ],
);

it('any answer is read, in one piece or in many, to the same files', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (pieces, size) => {
        const text = pieces.join('');
        const stream = new AnswerStream(target);
        for (let at = 0; at < text.length; at += size) {
          stream.push(text.slice(at, at + size));
          stream.parsed();
        }
        stream.end(true);
        expect(stream.parsed()).toEqual(parseAnswer(text, { target, isComplete: true }));
      },
    ),
    { numRuns: 300 },
  );
});

it('applying whatever was read fails with reasons only, and inside of the project', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), code, async (pieces, lines) => {
      const answer = parseAnswer(pieces.join(''), { target, isComplete: true });
      const made = await applyAnswer(answer, { target, read: () => Promise.resolve(textOf(lines)) });
      for (const { path } of made.files) expect(path.split('/')).not.toContain('..');
      for (const { reason } of made.refused) expect(reason).not.toBe('');
    }),
    { numRuns: 200 },
  );
});

it('a file in a fence is that file', async () => {
  await fc.assert(
    fc.asyncProperty(code, fc.constantFrom('\n', '\r\n'), async (lines, end) => {
      const text = textOf(lines);
      const answer = `Here it is:${end}${end}\`\`\`python path=${target}${end}${text.replaceAll('\n', end)}\`\`\`${end}`;
      const parsed = parseAnswer(answer, { target, isComplete: true });
      const made = await applyAnswer(parsed, { target, read: () => Promise.resolve(undefined) });
      expect(made.files).toEqual([{ path: target, before: undefined, after: text }]);
    }),
  );
});

/** Two texts, and the answer that makes the second of the first. */
const change = fc.record({ before: code, after: code, context: fc.integer({ min: 0, max: 3 }) });

it('search/replace blocks with all their context make exactly the text that is meant', async () => {
  await fc.assert(
    fc.asyncProperty(change, async ({ before, after, context }) => {
      // Each line is another one, so that every place is clear.
      const [old, young] = [numbered(before, 'o'), merged(numbered(before, 'o'), after)];
      const blocks = hunksOf(old, young, context).map(
        ({ search, replace }) => `<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`,
      );
      await expectMade(old, young, `\`\`\`python\n${blocks.join('\n')}\`\`\`\n`);
    }),
    { numRuns: 200 },
  );
});

it('unified diffs make exactly the text that is meant, whatever their line numbers say', async () => {
  await fc.assert(
    fc.asyncProperty(change, fc.nat(900), async ({ before, after, context }, wrong) => {
      const [old, young] = [numbered(before, 'o'), merged(numbered(before, 'o'), after)];
      const hunks = hunksOf(old, young, context).map(({ diff }) => `@@ -${String(wrong)},7 +3,9 @@\n${diff}`);
      await expectMade(old, young, `\`\`\`diff\n--- a/${target}\n+++ b/${target}\n${hunks.join('')}\`\`\`\n`);
    }),
    { numRuns: 200 },
  );
});

it('a long answer in small pieces costs as much as its length', () => {
  const cost = (lines: number) => {
    const text = `\`\`\`python\n${Array.from({ length: lines }, (_, at) => `value_${String(at)} = compute(${String(at)})\n`).join('')}\`\`\`\n`;
    const started = processorMs();
    const stream = new AnswerStream(target);
    for (let at = 0; at < text.length; at += 8) {
      stream.push(text.slice(at, at + 8));
      stream.parsed();
    }
    return processorMs() - started;
  };
  cost(2_000);
  const bestCost = (lines: number) => Math.min(...Array.from({ length: 3 }, () => cost(lines)));
  // Quadratic would be 16 times as much as for a quarter.
  expect(bestCost(20_000)).toBeLessThan(9 * Math.max(30, bestCost(5_000)));
});

async function expectMade(old: readonly string[], young: readonly string[], answer: string): Promise<void> {
  const parsed = parseAnswer(answer, { target, isComplete: true });
  const made = await applyAnswer(parsed, { target, read: () => Promise.resolve(textOf(old)) });
  expect(made.refused).toEqual([]);
  if (textOf(old) !== textOf(young)) expect(made.files).toMatchObject([{ path: target, after: textOf(young) }]);
}

function numbered(lines: readonly string[], mark: string): readonly string[] {
  return lines.map((line, at) => `${line}${mark}${String(at)}`);
}

/** Some lines of the first, others in between. */
function merged(old: readonly string[], others: readonly string[]): readonly string[] {
  const kept = old.filter((_, at) => (others[at]?.length ?? 0) % 3 !== 1);
  return kept.flatMap((line, at) =>
    (others[at]?.length ?? 1) % 4 === 0 ? [`${others[at] ?? ''}new${String(at)}`, line] : [line],
  );
}

/** With at least one line that is there on each side. */
function hunksOf(old: readonly string[], young: readonly string[], context: number) {
  const ranges = changedRanges(old, young);
  return ranges.map(({ oldStart, oldEnd, newStart, newEnd }, index) => {
    const above = old.slice(Math.max(ranges[index - 1]?.oldEnd ?? 0, oldStart - Math.max(1, context)), oldStart);
    const below = old.slice(oldEnd, Math.min(ranges[index + 1]?.oldStart ?? old.length, oldEnd + Math.max(1, context)));
    const [removed, added] = [old.slice(oldStart, oldEnd), young.slice(newStart, newEnd)];
    const diff = textOf([
      ...above.map((line) => ` ${line}`),
      ...removed.map((line) => `-${line}`),
      ...added.map((line) => `+${line}`),
      ...below.map((line) => ` ${line}`),
    ]);
    return { search: textOf([...above, ...removed, ...below]), replace: textOf([...above, ...added, ...below]), diff };
  });
}
