import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';

/** For one listing of the project's files. */
const mostMs = 10_000;

/**
 * Whether the code of a file must not be sent: it is in the project, but git and `.devmgrignore` leave it out, or it holds secrets. Files that are not
 * there come from the answer. Without the service that knows nothing is hidden.
 */
export async function hiddenFiles({
  services,
  workspace,
  log,
}: Pick<PluginContext, 'services' | 'workspace' | 'log'>): Promise<(path: string) => boolean> {
  const service = services.find(ProjectFiles);
  if (!service) return () => false;
  try {
    const files = await service.list({ signal: AbortSignal.timeout(mostMs) });
    const left = new Set(['excluded', 'secret']);
    const shown = new Set(files.filter(({ skipped = '' }) => !left.has(skipped)).map(({ path }) => path));
    return (path) => !shown.has(path) && existsSync(join(workspace.root, path));
  } catch (error) {
    log.warn(`Failures are told without code, as the files of the project cannot be listed: ${String(error)}`);
    return () => true;
  }
}
