import { parentPort } from 'node:worker_threads';
import { colourRuns } from './colour-runs.js';
import type { HighlightAnswer, HighlightRequest } from './highlight-messages.js';

// A thread of `HighlightThread`; see highlight-messages.ts.
function answer(message: HighlightAnswer): void {
  parentPort?.postMessage(message, message.kind === 'coloured' ? [message.runs.buffer as ArrayBuffer] : []);
}

parentPort?.on('message', ({ text, language }: HighlightRequest) => {
  colourRuns(text, language).then(
    (runs) => answer({ kind: 'coloured', runs }),
    (error: unknown) => answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

answer({ kind: 'ready' });
