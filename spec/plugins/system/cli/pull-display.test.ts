import type { TextSink } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import { cleanLine } from '../../../../core/screen/text/clean.js';
import { textWidth } from '../../../../core/screen/text/text-width.js';
import { PullDisplay } from '../../../../plugins/system/cli/pull-display.js';

const text = {
  clean: (line: string) => line.split('\n').map(cleanLine).join('\n'),
  width: textWidth,
  truncate: (line: string, cells: number) => (line.length <= cells ? line : `${line.slice(0, cells - 1)}…`),
  redact: (line: string) => line,
  redactLong: (line: string) => Promise.resolve(line),
  countTokens: () => Promise.resolve(0),
  hiddenCharacters: () => [],
};

function stage(isTTY: boolean, columns = 100) {
  const clock = new FakeClock();
  let written = '';
  const out: TextSink = {
    write: (more) => void (written += more),
    isTTY,
    columns,
    color: isTTY,
    paint: (_style, one) => one,
  };
  const display = new PullDisplay(out, { clock, text });
  const report = (mb: number, of = 200, file = 'onnx/model_q4.onnx') =>
    display.report({ file, doneBytes: mb * 1e6, totalBytes: of * 1e6 });
  /** What stands on the line of the terminal. */
  const line = () => written.slice(written.lastIndexOf('\x1b[K') + 3);
  return { clock, display, report, line, written: () => written };
}

it('on a terminal one line: bar, share, bytes, speed, time left, file', () => {
  const { clock, display, report, line, written } = stage(true);
  report(0);
  expect(line()).toBe('[--------------------]   0 %  0 B of 200 MB  onnx/model_q4.onnx');
  for (let second = 1; second <= 5; second++) {
    clock.advance(1000);
    report(20 * second);
  }
  clock.advance(100);
  expect(line()).toMatch(/^\[##########-{10}\] {2}50 % {2}100 MB of 200 MB {2}20 MB\/s {2}5s left {2}onnx/);
  expect(written()).not.toContain('\n');
  display.dispose();
  expect(line()).toBe('');
});

it('what an earlier pull left is not speed, and a stand-still is seen', () => {
  const { clock, report, line } = stage(true);
  report(150);
  clock.advance(1000);
  report(151);
  clock.advance(100);
  expect(line()).toContain('151 MB of 200 MB  909 kB/s  53s left');
  clock.advance(60_000);
  expect(line()).toMatch(/75 % .* (?:\d+ B|1\d(?:\.\d)? kB)\/s/);
});

it('it never is wider than the terminal, and a hostile name does nothing', () => {
  const { clock, report, line } = stage(true, 40);
  report(10, 200, 'onnx/\x1b[2J\x07evil.onnx');
  clock.advance(1000);
  expect(textWidth(line())).toBeLessThan(40);
  expect(line()).not.toMatch(/[\x00-\x1f]/);
});

it('elsewhere a line for every ten percent, none twice, none for what was here', () => {
  const { display, report, written } = stage(false);
  for (const mb of [62, 63, 79, 80, 81, 130, 131, 199, 200, 200]) report(mb);
  display.dispose();
  expect(written().split('\n')).toEqual([
    '40 %  80 MB of 200 MB  onnx/model_q4.onnx',
    '60 %  130 MB of 200 MB  onnx/model_q4.onnx',
    '90 %  199 MB of 200 MB  onnx/model_q4.onnx',
    '100 %  200 MB of 200 MB  onnx/model_q4.onnx',
    '',
  ]);
});

it('nothing is drawn after the end, and nothing at all when nothing was reported', () => {
  const quiet = stage(true);
  quiet.clock.advance(1000);
  quiet.display.dispose();
  expect(quiet.written()).toBe('');
  const done = stage(true);
  done.report(1);
  done.display.dispose();
  const before = done.written();
  done.clock.advance(1000);
  expect(done.written()).toBe(before);
});
