import { describe, expect, it } from 'vitest';
import { createPaintBox } from '../../../core/screen/paint-box.js';
import { openTerminal, type Terminal } from '../../../core/screen/terminal.js';
import { InProcessApp } from '../../support/in-process-app.js';

const env = { TERM: 'xterm-256color' };

async function startTerminal(build: (terminal: Terminal) => void): Promise<InProcessApp> {
  return InProcessApp.start(
    async (tty) => {
      const terminal = await openTerminal({ ...tty, env, ownsProcess: false });
      build(terminal);
      terminal.paintNow();
      return () => terminal.dispose();
    },
    { cols: 60, rows: 12 },
  );
}

describe('a paint box', () => {
  it('shows border, title, badge and inside', async () => {
    const app = await startTerminal((terminal) => {
      const place = { top: 1, left: 2, width: 40, height: 5 };
      const box = createPaintBox({ terminal, place, border: true }, (canvas) => {
        canvas.put(0, 0, `${canvas.width}x${canvas.height} 🚀漢字|`);
        canvas.put(0, 1, [{ text: 'ok ', style: 'success' }, { text: '\x1b[31m{bold}x\x07\u202e' }]);
      });
      box.setTitle('Servers 1/2');
      box.setBadge('3 new');
    });
    try {
      await app.waitFor('38x3');
      expect(app.row(1)).toBe('  ╭─ Servers 1/2 ──────────────── 3 new ─╮');
      expect(app.row(2)).toBe(`  │${'38x3 🚀漢字|'.padEnd(35)}│`);
      expect(app.row(3)).toBe(`  │${'ok {bold}x'.padEnd(38)}│`);
      expect(app.row(5)).toBe(`  ╰${'─'.repeat(38)}╯`);
    } finally {
      await app.close();
    }
  });
});
