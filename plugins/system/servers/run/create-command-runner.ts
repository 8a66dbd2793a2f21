import { watchForReload } from '../worker/watch-for-reload.js';
import { startProcessRun, type ProcessRunParts } from './process-run.js';
import { ReloadingRun } from './reloading-run.js';
import type { RunEvent, RunRequest, ServerRun, StartRun } from './server-run.js';
import { tracedRequest, type TraceParts } from './traced-request.js';

export type CommandRunnerParts = ProcessRunParts & TraceParts;

/**
 * Runs any program. One that has a port gets it as `PORT`, as Procfiles are used to, unless its own environment says another; it is asked for
 * its health as soon as it, and nobody else, listens there. With
 * reload it is started again when its files change.
 */
export function createCommandRunner(parts: CommandRunnerParts): StartRun {
  return (request) => {
    const { definition, place } = request;
    const command = definition.runs.kind === 'command' ? definition.runs.command : [];
    let current: RunRequest = request;
    const [program = '', ...args] = command;
    const { cwd } = definition;
    const start = (onEvent: (event: RunEvent) => void): ServerRun => {
      const env = place.port > 0 ? { PORT: String(place.port), ...current.env } : current.env;
      const facts = { command, equivalent: equivalentOf(current, command), cwd, env, interpreter: undefined };
      return startProcessRun(
        tracedRequest({ ...current, env, onEvent }, parts),
        { command: program, args, cwd, facts },
        parts,
      );
    };
    if (request.reload === 'off') return start(request.onEvent);
    return new ReloadingRun({
      clock: parts.clock,
      policy: definition.restart,
      start,
      renew: async () => {
        current = { ...current, ...(await request.renew?.()) };
      },
      watch: (onFile) => watchForReload(definition, parts, ([file = '']) => onFile(file)),
      onEvent: request.onEvent,
    });
  };
}

/** A person has to name the port as well. */
function equivalentOf({ place, env, definition }: RunRequest, command: readonly string[]): readonly string[] {
  if (definition.isGateway) return [...command, '--port', String(place.port)];
  return place.port > 0 && env.PORT === undefined ? ['env', `PORT=${place.port}`, ...command] : command;
}
