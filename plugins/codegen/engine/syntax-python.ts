import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { TestRuns } from 'devmgr/plugin-api/contracts/test-runs';

type Host = Pick<PluginContext, 'services' | 'processes' | 'workspace' | 'clock'>;

const probeMs = 5_000;

/**
 * Gives the Python that says whether a text is Python: the one of the tests, else any that runs, since the grammar needs no pytest. Gives
 * `undefined` when there is none.
 */
export function syntaxPython(host: Host): () => Promise<string | undefined> {
  let other: Promise<string | undefined> | undefined;
  return async () => {
    if (other) return other;
    const ofTests = await pythonOfTests(host);
    if (ofTests !== undefined) return ofTests;
    const found = (other ??= firstThatRuns(host));
    // One may be installed later.
    if ((await found) === undefined && other === found) other = undefined;
    return found;
  };
}

async function pythonOfTests({ services }: Host): Promise<string | undefined> {
  try {
    return (await (await services.require(TestRuns)).interpreter()).python;
  } catch {
    return undefined;
  }
}

async function firstThatRuns(host: Host): Promise<string | undefined> {
  const { root } = host.workspace;
  const environments = ['.venv', 'venv'].map((folder) => join(root, folder, 'bin', 'python'));
  for (const python of [...environments.filter((path) => existsSync(path)), 'python3', '/usr/bin/python3', 'python'])
    if (await runs(host, python)) return python;
  return undefined;
}

/** Nothing of the project is imported. */
async function runs({ processes, clock, workspace }: Host, python: string): Promise<boolean> {
  const probe = processes.spawn({
    title: `look at ${python}`,
    command: python,
    args: ['-I', '-S', '-c', 'import sys; sys.exit(sys.version_info < (3,))'],
    cwd: workspace.root,
  });
  const timer = clock.setTimeout(() => void probe.stop(), probeMs);
  const exit = await probe.exit;
  await timer.dispose();
  return exit.kind === 'exited' && exit.code === 0;
}
