import type { ProgressHandle } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../../core/widgets/progress/create-progress.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

function progressOf(width = 50) {
  const widget = createProgress({}, new FakeWidgetHost());
  const driver = new WidgetDriver<ProgressHandle>(widget, width, 1);
  return { driver, progress: widget.handle, row: () => driver.paint().row(0) };
}

describe('a progress bar', () => {
  it('is empty until there is something to show, and again afterwards', () => {
    const { progress, row } = progressOf();
    expect(row()).toBe('');
    progress.set({ done: 1, total: 2 });
    expect(row()).not.toBe('');
    progress.set(undefined);
    expect(row()).toBe('');
  });

  it('shows bar, count, percent and label', () => {
    const { driver, progress, row } = progressOf();
    progress.set({ done: 49, total: 58, label: 'about 3s left', style: 'success' });
    expect(row()).toBe('████████████████░░░░  49/58  84%  about 3s left');
    expect([driver.paint().cell(0, 0).look, driver.paint().cell(18, 0).look]).toEqual(['success', 'muted']);
  });

  it('does not jump while numbers grow', () => {
    const { driver, progress } = progressOf(60);
    const places = [0, 7, 99, 100].map((done) => {
      progress.set({ done, total: 100, label: '|' });
      return driver.paint().find('|').x;
    });
    expect(new Set(places).size).toBe(1);
  });

  it('moves a block with every change while the total is unknown', () => {
    const { progress, row } = progressOf();
    const seen = [1, 2, 3].map((done) => {
      progress.set({ done, total: undefined, label: 'collecting' });
      return row();
    });
    expect(new Set(seen.map((text) => text.indexOf('█'))).size).toBe(3);
    expect(seen[2]).toMatch(/^[█░]+ {2}3 {2}collecting$/);
    expect(row()).toBe(seen[2]);
  });

  it('shows words alone as long as nothing is counted', () => {
    const { progress, row } = progressOf();
    progress.set({ done: 0, total: undefined, label: 'looking for files' });
    expect(row()).toMatch(/^[█░]+ {2}looking for files$/);
  });

  it('survives odd numbers and hostile labels', () => {
    const { progress, row } = progressOf();
    progress.set({ done: 0, total: 0 });
    expect(row()).toContain('100%');
    progress.set({ done: 80, total: 50 });
    expect(row()).toContain('100%');
    progress.set({ done: -5, total: 10, label: HOSTILE });
    expect(row()).toContain('  0%');
    expect(row()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });

  it('gives up label, then bar, when there is no room', () => {
    const { driver, progress } = progressOf();
    progress.set({ done: 5, total: 10, label: 'left' });
    expect(driver.resize(17, 1).row(0)).toBe('██░░░   5/10  50%');
    expect(driver.resize(10, 1).row(0)).toBe(' 5/10  50%');
    for (let width = 0; width < 20; width++) expect(() => driver.resize(width, 1)).not.toThrow();
  });
});
