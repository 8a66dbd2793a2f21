import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { JobStore } from './jobs/job-store.js';
import type { LocalParts } from './local-parts.js';
import { readLocalSettings } from './recipes/read-local-settings.js';
import { JobRunners } from './run/job-runners.js';

/** Reads and starts nothing. */
export function createLocalParts(context: PluginContext): LocalParts {
  const { storage, processes, clock, log, config, workspace, env, manifest } = context;
  const { root } = workspace;
  const settings = () => readLocalSettings(config.layers('finetune'), { root, env });
  const store = new JobStore({
    dir: join(storage.workspaceDir, 'finetune'),
    processes,
    clock,
    log,
    pid: process.pid,
  });
  const word = manifest.cli?.find(({ name }) => name.includes('finetune'))?.name ?? 'finetune';
  const maxJobs = () => settings().maxJobs;
  return { store, settings, runners: new JobRunners({ store, processes, clock, root, word, maxJobs }) };
}
