import { stat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { scanProject } from '../copy/scan-project.js';
import type { ChoiceParts } from './choice-parts.js';

type Host = Pick<PluginContext, 'services' | 'workspace' | 'clock' | 'log'>;

/** A test file of more is generated. */
const mostBytes = 512 * 1024;
/** For one answer of the code index. */
const answerMs = 3_000;

/** What is known of the project: its files, and who imports whom as far as the code index is ready. */
export function projectParts(host: Host, signal: AbortSignal): ChoiceParts {
  return {
    signal,
    files: () => filesOf(host, signal),
    importedBy: askIndex(host, signal),
    async read(path) {
      const place = join(host.workspace.root, path);
      const size = await stat(place).then(
        (stats) => stats.size,
        () => Infinity,
      );
      return size > mostBytes ? undefined : readFile(place, 'utf8').catch(() => undefined);
    },
  };
}

/** An index that fails or is busy is not asked again: tests are found by their texts as well. */
function askIndex({ services, clock, log }: Host, signal: AbortSignal): ChoiceParts['importedBy'] {
  let isOfNoUse = false;
  return async (path) => {
    const index = services.find(CodeIndex);
    if (!index || isOfNoUse || index.state.get().status === 'off') return [];
    const late = new AbortController();
    const timer = clock.setTimeout(() => late.abort(new Error('it took too long')), answerMs);
    try {
      return (await index.imports(path, { signal: AbortSignal.any([signal, late.signal]) })).importedBy;
    } catch (error) {
      signal.throwIfAborted();
      isOfNoUse = true;
      log.debug('The code index does not say who imports a file', { path, error: String(error) });
      return [];
    } finally {
      await timer.dispose();
    }
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
