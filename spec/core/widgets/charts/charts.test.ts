import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createGauge } from '../../../../core/widgets/gauge/create-gauge.js';
import { findKind } from '../../../../core/widgets/kinds.js';
import { createLineChart } from '../../../../core/widgets/line-chart/create-line-chart.js';
import { HOSTILE } from '../../../support/drive-widget.js';
import { inTerminal } from './in-terminal.js';

const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('/blessed-contrib/'));

describe('charts of blessed-contrib', () => {
  it('are not loaded with the kit, and then one by one', async () => {
    expect(findKind('gauge')).toBeDefined();
    expect(loaded()).toEqual([]);
    const { app, widget, box } = await inTerminal((host) => createGauge({}, host));
    try {
      widget.handle.setPercent(42);
      await app.waitFor(() => box.element.children.length === 1);
      await app.waitFor('42%');
      expect(loaded().some((file) => file.endsWith('widget/gauge.js'))).toBe(true);
      expect(loaded().filter((file) => /charts\/line|blessed-contrib\/index/.test(file))).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

describe('a gauge', () => {
  it('shows small shares as they are', async () => {
    const { app, widget, host, box } = await inTerminal((one) => createGauge({}, one));
    try {
      await app.waitFor(() => box.element.children.length === 1);
      for (const [percent, text] of [
        [100, '100%'],
        [1, ' 1%'],
        [0.2, ' 0%'],
        [250, '100%'],
        [Number.NaN, ' 0%'],
      ] as const) {
        widget.handle.setPercent(percent);
        await app.waitFor(text);
      }
      expect(host.errors).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('fits its pane when that changes, as a bar when it is low, and leaves nothing behind', async () => {
    const { app, widget, box } = await inTerminal((host) => createGauge({}, host));
    try {
      widget.handle.setPercent(50);
      await app.waitFor(() => box.element.children.length === 1);
      box.setPlace({ top: 0, left: 0, width: 40, height: 8 });
      await app.waitFor(() => app.row(7).startsWith('╰'));
      expect(box.element.children.map((child) => (child as { width?: unknown }).width)).toEqual([38]);
      box.setPlace({ top: 0, left: 0, width: 40, height: 3 });
      await app.waitFor('░  50%');
      expect(box.element.children.length).toBe(0);
      box.setPlace({ top: 0, left: 0, width: 40, height: 8 });
      await app.waitFor(() => box.element.children.length === 1);
      widget.dispose?.();
      expect(box.element.children.length).toBe(0);
    } finally {
      await app.close();
    }
  });
});

describe('a line chart', () => {
  const points = (values: readonly number[]) => values.map((y, index) => ({ x: `t${index}`, y }));

  it('draws lines under the names of its series', async () => {
    const { app, widget, host } = await inTerminal((one) => createLineChart({}, one));
    try {
      widget.handle.setSeries([
        { title: 'loss', style: 'error', points: points([9, 7, 4, 3, 2]) },
        { title: 'accuracy', style: 'success', points: points([1, 3, 5, 6, 8]) },
      ]);
      await app.waitFor(/━ loss {2}━ accuracy/);
      await app.waitFor(/[\u2801-\u28ff]/);
      expect(app.text()).toContain('t0');
      expect(host.errors).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('survives no, equal, odd and huge numbers, hostile text', async () => {
    const { app, widget, host } = await inTerminal((one) => createLineChart({}, one));
    try {
      const odd: readonly (readonly number[])[] = [
        [],
        [0],
        [0, 0, 0],
        [5],
        [-3, -3],
        [Number.NaN, Number.POSITIVE_INFINITY],
        [1e300, -1e300],
        [1e-300, 2e-300],
      ];
      for (const [index, values] of odd.entries()) {
        const title = `round ${index}`;
        widget.handle.setSeries([
          { title, style: 'info', points: points(values) },
          { title: '', style: 'muted', points: [] },
        ]);
        await app.waitFor(title);
      }
      widget.handle.setSeries([
        {
          title: `${HOSTILE} end`,
          style: 'info',
          points: [
            { x: HOSTILE, y: 1 },
            { x: '\x1b]0;owned\x07', y: 2 },
          ],
        },
      ]);
      await app.waitFor('{bold}');
      expect(app.text()).toContain('?]0;owned?');
      expect(host.errors).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('is only names where it is too small', async () => {
    const { app, widget, box } = await inTerminal((host) => createLineChart({}, host));
    try {
      widget.handle.setSeries([{ title: 'loss', style: 'error', points: points([1, 2]) }]);
      await app.waitFor(/[\u2801-\u28ff]/);
      box.setPlace({ top: 0, left: 0, width: 12, height: 4 });
      await app.waitFor(() => app.row(3).startsWith(' ╰') || app.row(3).startsWith('╰'));
      expect(app.text()).toContain('━ loss');
      expect(app.text()).not.toMatch(/[\u2801-\u28ff]/);
    } finally {
      await app.close();
    }
  });
});
