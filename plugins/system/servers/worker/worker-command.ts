import { delimiter } from 'node:path';
import type { RunRequest } from '../run/server-run.js';

export interface WorkerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What is added to devmgr's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The same without devmgr. */
  readonly equivalent: readonly string[];
}

export interface WorkerPlan {
  /** The folder that holds the package `devmgr_worker`. */
  readonly workerDir: string;
  /** `PYTHONPATH` of devmgr itself. */
  readonly inheritedPath: string | undefined;
  /** Where an earlier worker hands over its sockets. */
  readonly takeFrom: string | undefined;
}

/** How a worker is started: uvicorn's own arguments, after our package in the place of `-m uvicorn`. */
export function workerCommand(request: RunRequest, plan: WorkerPlan): WorkerCommand {
  const { definition, place, interpreter, env } = request;
  const { cwd, runs } = definition;
  const app = runs.kind === 'app' ? runs : undefined;
  const python = interpreter?.path ?? app?.python ?? 'python3';
  const args = [
    ...[app?.target ?? definition.target, '--host', place.host === '' ? '0.0.0.0' : place.host],
    ...['--port', String(place.port)],
    // Always given: uvicorn before 0.19 and PYTHONSAFEPATH leave the working folder out of sys.path.
    ...['--app-dir', app?.searchPath ?? cwd],
    ...(app?.factory ? ['--factory'] : []),
    ...(app?.uvicornArgs ?? []),
  ];
  const own = env['PYTHONPATH'] ?? plan.inheritedPath;
  return {
    command: python,
    args: ['-m', 'devmgr_worker', ...args],
    cwd,
    env: {
      PYTHONUNBUFFERED: '1',
      ...env,
      // Last, and taken out again before the application is imported: nothing of ours shadows what is its own.
      PYTHONPATH: own ? `${own}${delimiter}${plan.workerDir}` : plan.workerDir,
      DEVMGR_WORKER: JSON.stringify({
        grace: request.stopTimeoutMs / 1000,
        take: plan.takeFrom ?? null,
        pythonpath: own ?? null,
        testSecret: request.testSecret ?? null,
      }),
    },
    equivalent: [python, '-m', 'uvicorn', ...args],
  };
}
