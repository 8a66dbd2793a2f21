import { textTools } from '../../../../../core/screen/text/text-tools.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProcesses } from '../../../../../core/processes/create-processes.js';
import { checkSyntax, type SyntaxParts } from '../../../../../plugins/codegen/review/syntax/check-syntax.js';
import { testPython } from '../../../../support/python.js';

/** Checks files with real processes, in an empty folder that is the project. */
export async function syntaxStage() {
  const cwd = await mkdtemp(join(tmpdir(), 'devmgr-syntax-'));
  const env = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const processes = createProcesses({
    env: Object.fromEntries(env),
    runDir: join(cwd, 'run'),
    onLine: () => undefined,
    now: () => Date.now(),
    report: (error) => {
      throw error;
    },
  });
  const clock: SyntaxParts['clock'] = {
    setTimeout(callback, ms) {
      const timer = setTimeout(callback, ms);
      return { dispose: () => clearTimeout(timer) };
    },
  };
  const parts: SyntaxParts = {
    processes,
    text: textTools((text) => text),
    python: async () => testPython(),
    cwd,
    clock,
    signal: new AbortController().signal,
  };
  return {
    cwd,
    processes,
    parts,
    check: (path: string, text: string, more: Partial<SyntaxParts> = {}) =>
      checkSyntax({ path, text }, { ...parts, ...more }),
    async dispose() {
      await processes.dispose();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

export type SyntaxStage = Awaited<ReturnType<typeof syntaxStage>>;
