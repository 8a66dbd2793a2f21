import { describe, expect, it } from 'vitest';
import { FocusRing } from '../../../../core/screen/input/focus-ring.js';

function ring(...stops: string[]) {
  const moves: string[] = [];
  const order = [...stops];
  const focus = new FocusRing<string>(
    () => order,
    (now, before) => moves.push(`${before ?? '-'}>${now ?? '-'}`),
  );
  return { focus, order, moves };
}

describe('FocusRing', () => {
  it('starts at the first stop and goes round both ways', () => {
    const { focus, moves } = ring('a', 'b', 'c');
    focus.settle();
    focus.step(1);
    focus.step(1);
    focus.step(1);
    focus.step(-1);
    expect(moves).toEqual(['->a', 'a>b', 'b>c', 'c>a', 'a>c']);
  });

  it('passes the focus to what follows when the focused stop disappears', () => {
    const { focus, order } = ring('a', 'b', 'c');
    focus.focus('b');
    order.splice(1, 1);
    focus.settle();
    expect(focus.current).toBe('c');
    order.pop();
    focus.settle();
    expect(focus.current).toBe('a');
    order.pop();
    focus.settle();
    expect(focus.current).toBeUndefined();
  });

  it('keeps the focus when stops come before it', () => {
    const { focus, order, moves } = ring('a');
    focus.settle();
    order.unshift('z');
    focus.settle();
    expect(focus.current).toBe('a');
    expect(moves).toHaveLength(1);
  });

  it('ignores what is no stop', () => {
    const { focus } = ring('a');
    focus.focus('x');
    expect(focus.current).toBeUndefined();
    ring().focus.step(1);
  });
});
