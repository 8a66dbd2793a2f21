import { describe, expect, it } from 'vitest';
import type { OutputLine } from '../../../plugin-api/index.js';
import { LineRing } from '../../../core/processes/line-ring.js';

function line(text: string): OutputLine {
  return { stream: 'stdout', text, at: 0 };
}

function texts(ring: LineRing, first: number, count: number): string[] {
  return ring.lines(first, count).map((each) => each.text);
}

describe('LineRing', () => {
  it('drops old lines and never renumbers', () => {
    const ring = new LineRing(3);
    for (const text of ['0', '1', '2', '3', '4']) ring.append([line(text)]);
    expect([ring.firstLine, ring.endLine]).toEqual([2, 5]);
    expect(texts(ring, 0, 100)).toEqual(['2', '3', '4']);
    expect(texts(ring, 3, 1)).toEqual(['3']);
    expect(texts(ring, 5, 10)).toEqual([]);
    expect(texts(ring, 0, 2)).toEqual([]);
  });

  it('keeps every number right over many rounds', () => {
    const ring = new LineRing(7);
    for (let end = 0; end < 500; end += 3) {
      ring.append([end, end + 1, end + 2].map((number) => line(String(number))));
      const held = ring.lines(ring.firstLine, 100);
      expect(held.map((each) => Number(each.text))).toEqual(held.map((_, index) => ring.firstLine + index));
      expect(held).toHaveLength(Math.min(7, ring.endLine));
    }
  });

  it('fires once for what is appended together', () => {
    const ring = new LineRing(10);
    const events: { first: number; count: number }[] = [];
    ring.onDidAppend((event) => events.push(event));
    ring.append([line('a'), line('b')]);
    ring.append([]);
    ring.append([line('c')]);
    expect(events).toEqual([
      { first: 0, count: 2 },
      { first: 2, count: 1 },
    ]);
  });

  it('holds four million characters at most, and always the last line', () => {
    const ring = new LineRing(5_000);
    const long = 'x'.repeat(16 * 1024);
    for (let count = 0; count < 1_000; count++) ring.append([line(long)]);
    expect(ring.endLine).toBe(1_000);
    expect(ring.endLine - ring.firstLine).toBe(256);
  });
});
