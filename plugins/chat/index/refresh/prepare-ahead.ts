import { setMaxListeners } from 'node:events';
import type { PreparedFile } from './prepared-file.js';
import type { FileToRead } from './plan-refresh.js';

/** So much is prepared while what came before is written: enough for a batch, not the whole project in memory. */
const mostFiles = 64;
const mostBytes = 8_000_000;

export interface ReadyFile {
  readonly file: FileToRead;
  readonly prepared: PreparedFile;
}

interface FileUnderWay {
  readonly file: FileToRead;
  readonly prepared: Promise<PreparedFile>;
}

/**
 * Prepares files in their order, some ahead of the one that is waited for. Ended early, also by `signal`, it leaves nothing
 * under way.
 */
export async function* prepareAhead(
  files: readonly FileToRead[],
  prepare: (file: FileToRead, signal: AbortSignal) => Promise<PreparedFile>,
  signal: AbortSignal,
): AsyncGenerator<ReadyFile, void> {
  const end = new AbortController();
  // One for each file that is under way.
  setMaxListeners(mostFiles, end.signal);
  const onAbort = () => end.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  const ahead: FileUnderWay[] = [];
  let [next, bytes] = [0, 0];
  try {
    signal.throwIfAborted();
    for (;;) {
      for (let file = files[next]; file && ahead.length < mostFiles && bytes < mostBytes; file = files[next]) {
        ahead.push(begin(file, prepare(file, end.signal)));
        bytes += file.size;
        next += 1;
      }
      const first = ahead.shift();
      if (!first) return;
      yield { file: first.file, prepared: await first.prepared };
      bytes -= first.file.size;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    end.abort();
  }
}

/** When the run ends before, nobody waits for it. */
function begin(file: FileToRead, prepared: Promise<PreparedFile>): FileUnderWay {
  prepared.catch(() => undefined);
  return { file, prepared };
}
