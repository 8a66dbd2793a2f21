import { Worker } from 'node:worker_threads';
import type { SyntaxParts } from './check-syntax.js';
import type { ParseAnswer, ParseRequest, SyntaxWorkerData } from './parse-request.js';

const LIMIT_MS = 10_000;
/** Of the thread: a text that needs more ends it and not devmgr. */
const MEMORY_MB = 512;

/** Parses in a thread of its own, which ends with the answer. `undefined`: it took too long, or the thread died. Rejects only when aborted. */
export async function parseInThread(
  request: ParseRequest,
  file: string,
  { clock, signal }: Pick<SyntaxParts, 'clock' | 'signal'>,
): Promise<ParseAnswer> {
  const data: SyntaxWorkerData = {
    request,
    packages: {
      babel: import.meta.resolve('@babel/parser'),
      yaml: import.meta.resolve('yaml'),
      toml: import.meta.resolve('smol-toml'),
    },
  };
  const worker = new Worker(file, {
    name: 'syntax',
    workerData: data,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const ended = new AbortController();
  const answer = new Promise<ParseAnswer>((resolve) => {
    const nobody = () => resolve(undefined);
    const limit = clock.setTimeout(nobody, LIMIT_MS);
    ended.signal.addEventListener('abort', () => void limit.dispose());
    signal.addEventListener('abort', nobody, { signal: ended.signal });
    worker.on('message', (problems: ParseAnswer) => resolve(problems));
    worker.on('error', nobody);
    worker.on('exit', nobody);
  });
  try {
    const problems = await answer;
    signal.throwIfAborted();
    return problems;
  } finally {
    ended.abort();
    await worker.terminate();
  }
}
