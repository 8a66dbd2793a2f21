import type { Clock, Disposable, ManagedProcess, Processes, ProcessOptions } from 'devmgr/plugin-api';
import { exitFault } from './exit-fault.js';
import { politeStop } from './polite-stop.js';
import type { RunFacts, RunRequest, ServerRun } from './server-run.js';
import { whenListening } from './when-listening.js';

export interface ProcessRunParts {
  readonly processes: Processes;
  readonly clock: Clock;
  readonly root: string;
}

/** What is started: of the rest the run takes care. */
export type ProcessRunOptions = Required<Pick<ProcessOptions, 'command' | 'args' | 'cwd'>> & {
  readonly facts: RunFacts;
};

/** A run that is one process from its beginning to its end. */
export function startProcessRun(
  request: RunRequest,
  { facts, ...command }: ProcessRunOptions,
  { processes, clock, root }: ProcessRunParts,
): ServerRun {
  const { definition, env, output, stopTimeoutMs, ignoreLine, onEvent } = request;
  const { name } = definition;
  const child = processes.spawn({
    ...command,
    title: name,
    logSource: name,
    env: { PYTHONUNBUFFERED: '1', ...env },
    ignoreLine,
    forceKillAfterMs: stopTimeoutMs,
  });
  const following = output.follow(child.output);
  const abort = new AbortController();
  onEvent({ type: 'spawned', pid: child.pid });
  void whenListening(request, child, processes, clock, abort.signal).then(
    (isListening) => isListening && onEvent({ type: 'listening' }),
  );
  void ended(child, abort, following).then((exit) => {
    const { firstLine, endLine } = child.output;
    const lines = child.output.lines(firstLine, endLine - firstLine).map(({ text }) => text);
    onEvent({ type: 'exited', exit, fault: exitFault(exit, lines, root), awaitsChange: false });
  });
  const stop = () => politeStop(child, { signal: definition.stop.signal, timeoutMs: stopTimeoutMs, clock });
  return { facts, stop, reload: () => false, dispose: stop };
}

async function ended(child: ManagedProcess, abort: AbortController, following: Disposable) {
  const exit = await child.exit;
  abort.abort();
  await following.dispose();
  return exit;
}
