import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../support/bundle.js';
import { TmuxApp } from '../../support/tmux-driver.js';

const isAvailable = await TmuxApp.isAvailable();
let demo: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  demo = await bundle('spec/core/screen/demo/terminal-demo.ts');
});
afterAll(() => demo.remove());

describe.skipIf(!isAvailable)('inside tmux', () => {
  it.each(['tmux-256color', 'screen-256color'])('borders stand and colours are right with TERM=%s', async (term) => {
    const app = await TmuxApp.spawn(`${process.execPath} ${demo.file}; cat`, { term, cols: 70, rows: 10 });
    try {
      await app.waitFor('ready 68x8');
      expect(await app.row(0)).toBe(`╭${'─'.repeat(68)}╮`);
      expect(await app.row(1)).toMatch(/^│ready 68x8 🚀│ frames \d+ +│$/u);
      expect(await app.text(true)).toContain('38;5;239');
      await app.key('M-1', 'F5');
      await app.waitFor('keys M-1 f5');
      await app.key('q');
      await app.waitFor('left with 0');
    } finally {
      await app.close();
    }
  });
});
