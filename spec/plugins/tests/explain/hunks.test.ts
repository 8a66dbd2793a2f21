import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseHunks } from '../../../../plugins/tests/explain/parse-hunks.js';
import { relevantHunks } from '../../../../plugins/tests/explain/relevant-hunks.js';

const DIFF = `diff --git app/orders.py app/orders.py
index 1111111..2222222 100644
--- app/orders.py
+++ app/orders.py
@@ -10,3 +10,4 @@ def total(order):
     sum = 0
-    return sum
+    sum += 1
+    return sum * 2
 
@@ -90 +91,0 @@ def other():
--- a line that was removed and began with two dashes
diff --git app/main.py app/main.py
--- app/main.py
+++ app/main.py
@@ -1,0 +2 @@
+++ counter
\\ No newline at end of file
`;

it('reads hunks, also lines that look like headers', () => {
  expect(parseHunks(DIFF).map(({ lines, ...hunk }) => ({ ...hunk, count: lines.length }))).toEqual([
    { path: 'app/orders.py', firstLine: 10, lastLine: 13, count: 6 },
    { path: 'app/orders.py', firstLine: 91, lastLine: 90, count: 2 },
    { path: 'app/main.py', firstLine: 2, lastLine: 2, count: 2 },
  ]);
  expect(parseHunks(DIFF)[1]?.lines[1]).toBe('--- a line that was removed and began with two dashes');
});

it('never throws, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('@@ -1 +1 @@', '+++ a', '--- b', '+x', '-y', ' z', '', '@@ -0,0 +9 @@')),
      (lines) => {
        for (const hunk of parseHunks(lines.join('\n'))) expect(hunk.lines[0]).toMatch(/^@@/);
      },
    ),
  );
});

it('chooses the hunks at the frames, nearest first', () => {
  const frame = (path: string, line: number) => ({ path, line, function: 'f' });
  const at = (...frames: ReturnType<typeof frame>[]) =>
    relevantHunks(parseHunks(DIFF), frames).map((hunk) => `${hunk.path}:${hunk.firstLine}`);
  expect(at(frame('app/orders.py', 12))).toEqual(['app/orders.py:10']);
  expect(at(frame('app/orders.py', 20), frame('app/main.py', 2))).toEqual(['app/main.py:2', 'app/orders.py:10']);
  expect(at(frame('app/orders.py', 50))).toEqual(['app/orders.py:10', 'app/orders.py:91']);
  expect(at(frame('app/elsewhere.py', 1))).toEqual([]);
});
