import { describe, expect, it } from 'vitest';
import type { ColourRuns } from '../../../core/highlight/colour-runs.js';
import { Highlighter } from '../../../core/highlight/highlighter.js';
import { runStyles } from '../../../core/highlight/run-styles.js';

const KEYWORD = runStyles.indexOf('keyword');

/** A highlighter to which somebody else gives the colours: whole texts in one. */
function highlighterOf() {
  const asked: { text: string; give(style?: number): void; fail(): void }[] = [];
  const colour = (text: string) =>
    new Promise<ColourRuns>((resolve, reject) => {
      const give = (style = KEYWORD) => resolve(Uint32Array.of(text.length, style));
      asked.push({ text, give, fail: () => reject(new Error('no colours today')) });
    });
  const highlighter = new Highlighter({ colour });
  /** Asks, and says when it was told that there are colours. */
  const ask = (text: string) => {
    let lines: ReturnType<Highlighter['lines']> = [];
    const ready = new Promise<void>((resolve) => (lines = highlighter.lines(text, 'python', resolve)));
    return { lines, ready };
  };
  return { highlighter, asked, ask };
}

const styles = (lines: ReturnType<Highlighter['lines']>) =>
  lines.map((line) => line.map(({ text, style }) => (style ? `${style}:${text}` : text)).join('|'));

describe('a highlighter', () => {
  it('gives the text as it is, says once when there are colours, and remembers them', async () => {
    const { asked, ask } = highlighterOf();
    const first = ask('a = 1\n\nb');
    expect(first.lines).toEqual([[{ text: 'a = 1' }], [], [{ text: 'b' }]]);
    asked[0]?.give();
    await first.ready;
    expect(styles(ask('a = 1\n\nb').lines)).toEqual(['keyword:a = 1', '', 'keyword:b']);
    expect(asked).toHaveLength(1);
  });

  it('asks once for a text that is wanted at several places', async () => {
    const { asked, ask } = highlighterOf();
    const both = [ask('same'), ask('same')];
    asked[0]?.give();
    await Promise.all(both.map(({ ready }) => ready));
    expect(asked).toHaveLength(1);
  });

  it('keeps colours while somebody types, and gives what is typed those of its neighbour', async () => {
    const { asked, ask } = highlighterOf();
    const first = ask('one\ntwo three\nfour');
    asked[0]?.give();
    await first.ready;
    expect(styles(ask('one\ntwo x three\nfour').lines)).toEqual([
      'keyword:one',
      'keyword:two |keyword:x |keyword:three',
      'keyword:four',
    ]);
    expect(styles(ask('one\ntwo three\nfour\nnew').lines)).toEqual([
      'keyword:one',
      'keyword:two three',
      'keyword:four',
      'new',
    ]);
    expect(styles(ask('one\nfour').lines)).toEqual(['keyword:one', 'keyword:four']);
  });

  it('colours the newest first and skips what a newer version has overtaken', async () => {
    const { asked, ask } = highlighterOf();
    ask('running');
    const old = [ask('def f'), ask('def f\n  x'), ask('other text')];
    const newest = ask('def f\n  x\n  y');
    asked[0]?.give();
    await expect.poll(() => asked.map(({ text }) => text)).toEqual(['running', 'def f\n  x\n  y']);
    asked[1]?.give();
    await Promise.all([newest.ready, old[0]?.ready, old[1]?.ready]);
    asked[2]?.give();
    await old[2]?.ready;
    expect(asked.map(({ text }) => text)).toEqual(['running', 'def f\n  x\n  y', 'other text']);
  });

  it('leaves a text without colours when there are none to be had, and goes on', async () => {
    const { asked, ask } = highlighterOf();
    const bad = ask('bad');
    const good = ask('good');
    asked[0]?.fail();
    await bad.ready;
    expect(ask('bad').lines).toEqual([[{ text: 'bad' }]]);
    asked[1]?.give();
    await good.ready;
    expect(asked).toHaveLength(2);
  });

  it('does not ask for what is empty, too long or in no known language', () => {
    const { highlighter, asked } = highlighterOf();
    const long = 'x\n'.repeat(200_001);
    expect(highlighter.lines(long, 'python', () => undefined)).toHaveLength(200_002);
    expect(highlighter.lines('x', undefined, () => undefined)).toEqual([[{ text: 'x' }]]);
    expect(highlighter.lines('\n ', 'python', () => undefined)).toEqual([[], [{ text: ' ' }]]);
    expect(asked).toEqual([]);
  });

  it('forgets what is oldest', async () => {
    const { asked, ask } = highlighterOf();
    for (const letter of 'abcde') {
      const { ready } = ask(letter.repeat(390_000));
      asked.at(-1)?.give();
      await ready;
    }
    ask('e'.repeat(390_000));
    expect(asked).toHaveLength(5);
    ask('a'.repeat(390_000));
    expect(asked).toHaveLength(6);
  });
});
