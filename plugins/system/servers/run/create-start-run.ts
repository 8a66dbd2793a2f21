import { createAppRunner, type AppRunnerParts } from '../worker/create-app-runner.js';
import { createSshRunner } from '../ssh/create-ssh-runner.js';
import { createCommandRunner } from './create-command-runner.js';
import { createUrlRunner } from './create-url-runner.js';
import type { StartRun } from './server-run.js';

/** Starts a server of whatever kind by the runner for it. */
export function createStartRun(parts: AppRunnerParts): StartRun {
  const runners = {
    app: createAppRunner(parts),
    command: createCommandRunner(parts),
    url: createUrlRunner(),
  };
  const ssh = createSshRunner(parts);
  return (request) => {
    const { ssh: machine, runs } = request.definition;
    return machine && runs.kind !== 'url' ? ssh(request) : runners[runs.kind](request);
  };
}
