import { stat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { scanProject } from '../copy/scan-project.js';
import type { ChoiceParts } from './choice-parts.js';

type Host = Pick<PluginContext, 'services' | 'workspace' | 'log'>;

/** A test file of more is generated. */
const mostBytes = 512 * 1024;

/** What is known of the project: its files, and who imports whom as far as the code index is ready. */
export function projectParts(host: Host, signal: AbortSignal): ChoiceParts {
  const { services, workspace } = host;
  return {
    signal,
    files: () => filesOf(host, signal),
    async importedBy(path) {
      const index = services.find(CodeIndex);
      if (!index || index.state.get().status === 'off') return [];
      try {
        return (await index.imports(path, { signal })).importedBy;
      } catch (error) {
        signal.throwIfAborted();
        host.log.debug('The code index does not say who imports a file', { path, error: String(error) });
        return [];
      }
    },
    async read(path) {
      const place = join(workspace.root, path);
      const size = await stat(place).then(
        (stats) => stats.size,
        () => Infinity,
      );
      return size > mostBytes ? undefined : readFile(place, 'utf8').catch(() => undefined);
    },
  };
}

async function filesOf({ services, workspace, log }: Host, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const files = await services.require(ProjectFiles);
    return (await files.list({ signal })).map((file) => file.path);
  } catch (error) {
    signal.throwIfAborted();
    log.debug('The project is looked through for tests', { error: String(error) });
  }
  const entries = await scanProject(workspace.root, { signal, mostBytes: Infinity, mostFiles: 500_000, without: [] });
  return entries.filter((entry) => entry.kind === 'file').map((entry) => entry.path);
}
