import { it } from 'vitest';
import { onLogsStage } from './logs-stage.js';
import { expectSoon } from '../../../support/expect-soon.js';

// Other work only makes it slower: one of three within the limit shows that it holds.
it('the Logs tab answers keys while 20,000 lines a second come', { retry: 2 }, () =>
  onLogsStage({ cols: 120, rows: 30 }, async (stage) => {
    const { app } = stage;
    let sent = 0;
    const flood = setInterval(() => {
      for (let index = 0; index < 400; index += 1)
        stage.log.line('api', `INFO:     flood ${(sent += 1)} of text "GET / HTTP/1.1" 200`, 'stderr', Date.now());
    }, 20);
    try {
      await app.waitFor(() => sent > 10_000);
      const waits: number[] = [];
      for (const level of ['warn', 'error', 'debug', 'info']) {
        app.key('l');
        waits.push(await app.waitFor(level === 'debug' ? 'every level' : `level ≥ ${level}`));
      }
      expectSoon(Math.min(...waits), 500);
    } finally {
      clearInterval(flood);
    }
  }),
);
