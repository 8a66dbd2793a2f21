import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import type { ModuleImports } from './module-imports.js';
import { parseImports } from './parse-imports.js';

export interface ImportsQuestion {
  readonly python: string;
  /** The project; absolute. */
  readonly root: string;
  /** From the root. */
  readonly files: readonly string[];
  readonly signal: AbortSignal;
}

/** A process of its own is worth so many files. */
const filesEach = 400;
const mostProcesses = 4;

/**
 * What Python files import, by the project's own interpreter, which knows their syntax. A file of which it says nothing is left out. Throws the
 * signal's reason.
 */
export async function readImports(
  host: Pick<PluginContext, 'processes' | 'pluginDir'>,
  question: ImportsQuestion,
): Promise<ReadonlyMap<string, ModuleImports>> {
  const { files, signal } = question;
  const found = new Map<string, ModuleImports>();
  if (files.length === 0) return found;
  const most = Math.min(mostProcesses, Math.max(1, availableParallelism() - 1));
  const count = Math.min(most, Math.ceil(files.length / filesEach));
  const size = Math.ceil(files.length / count);
  const parts = Array.from({ length: count }, (_, index) => files.slice(index * size, (index + 1) * size));
  await Promise.all(parts.map((part) => ask(host, { ...question, files: part }, found)));
  signal.throwIfAborted();
  return found;
}

async function ask(
  { processes, pluginDir }: Pick<PluginContext, 'processes' | 'pluginDir'>,
  { python, root, files, signal }: ImportsQuestion,
  found: Map<string, ModuleImports>,
): Promise<void> {
  signal.throwIfAborted();
  const reader = processes.spawn({
    title: 'read imports',
    command: python,
    args: ['-I', '-S', join(pluginDir, 'pytest', 'devmgr_pytest', 'imports.py')],
    cwd: root,
    sideChannel: true,
    input: files.map((file) => `${JSON.stringify(file)}\n`).join(''),
  });
  const listening = reader.onDidReceive((line) => {
    const answer = parseImports(line);
    if (answer) found.set(answer.path, { imports: answer.imports, error: answer.error });
  });
  const stop = () => void reader.stop();
  signal.addEventListener('abort', stop, { once: true });
  await reader.exit;
  signal.removeEventListener('abort', stop);
  await listening.dispose();
}
