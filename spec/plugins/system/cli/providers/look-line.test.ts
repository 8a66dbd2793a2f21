import type { TextSink } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import { LookLine } from '../../../../../plugins/system/cli/providers/look-line.js';
import { textTools } from '../../support/text-tools.js';

function stage(isTTY: boolean, ids: readonly string[]) {
  const clock = new FakeClock();
  let written = '';
  let waiting = ids;
  const out: TextSink = {
    write: (more) => void (written += more),
    isTTY,
    columns: 40,
    color: isTTY,
    paint: (_style, one) => one,
  };
  const line = new LookLine({ out, context: { clock, text: textTools }, waiting: () => waiting });
  return {
    clock,
    line,
    remain: (...left: string[]) => void (waiting = left),
    written: () => written,
    /** What stands on the line of the terminal. */
    shown: () => written.slice(written.lastIndexOf('\x1b[K') + 3),
  };
}

it('tells the number of many, the names of few, and the seconds when it takes long', () => {
  const { clock, line, remain, shown } = stage(true, ['a', 'b', 'c', 'd', 'e']);
  expect(shown()).toBe('looking at 5 providers…');
  remain('corp', 'ollama');
  clock.advance(200);
  expect(shown()).toBe('looking at corp, ollama…');
  clock.advance(3000);
  expect(shown()).toBe('looking at corp, ollama… 3s');
  remain();
  clock.advance(200);
  expect(shown()).toBe('looking at providers… 3s');
  line.dispose();
  expect(shown()).toBe('');
});

it('stays on one line, and away from what is no terminal', () => {
  const narrow = stage(true, ['a-very-long-name', 'another-very-long-name']);
  expect(narrow.shown()).toBe('looking at a-very-long-name, another-v…');
  const pipe = stage(false, ['corp']);
  pipe.clock.advance(5000);
  pipe.line.dispose();
  expect(pipe.written()).toBe('');
});
