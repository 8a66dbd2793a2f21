import type { Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition, ServerDependency } from '../definition/server-definition.js';
import { dependencyFailed } from '../server-errors.js';
import { isActive } from '../server-record.js';
import { dependencyVerdict, type DependencyVerdict } from './dependency-verdict.js';

/** What waiting needs of the manager. */
export interface DependencyHost {
  /** `undefined`: there is no such server. */
  state(name: string): ServerState | undefined;
  /** Fires with every change of any server. */
  onDidChange(listener: () => void): Disposable;
  /** Starts it; rejects when it cannot even be tried. */
  start(name: string): Promise<void>;
  isRestarting(name: string): boolean;
}

/**
 * Starts what a server depends on and waits until all of it is as it should be. Resolves also when `signal` is aborted: nobody waits any more.
 * Rejects when one of them fails.
 *
 * @param onWaits gets the names that are still waited for, first of all and whenever they change.
 */
export function awaitDependencies(
  { name, dependsOn }: ServerDefinition,
  host: DependencyHost,
  signal: AbortSignal,
  onWaits: (names: readonly string[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const beginning = new Set<string>();
    const settle = (finish: () => void) => {
      void watch.dispose();
      signal.removeEventListener('abort', look);
      finish();
    };
    const fail = (needed: string, reason: string) => settle(() => reject(dependencyFailed(name, needed, reason)));
    function look(): void {
      if (signal.aborted) return settle(resolve);
      const verdicts = dependsOn.map((each) => ({ each, verdict: verdictOf(each, host, beginning) }));
      const failed = verdicts.find(({ verdict }) => verdict.kind === 'failed');
      if (failed?.verdict.kind === 'failed') return fail(failed.each.name, failed.verdict.reason);
      const open = verdicts.filter(({ verdict }) => verdict.kind === 'open').map(({ each }) => each.name);
      onWaits(open);
      if (open.length === 0) settle(resolve);
    }
    const watch = host.onDidChange(look);
    signal.addEventListener('abort', look);
    for (const each of dependsOn.filter((dependency) => mustStart(dependency, host))) {
      beginning.add(each.name);
      void host.start(each.name).then(
        () => (beginning.delete(each.name), look()),
        (error: unknown) => fail(each.name, `could not be started: ${error instanceof Error ? error.message : error}`),
      );
    }
    look();
  });
}

function mustStart({ name, condition }: ServerDependency, host: DependencyHost): boolean {
  const state = host.state(name);
  if (!state || host.isRestarting(name)) return false;
  return state.status === 'stopping' || (!isActive(state) && dependencyVerdict(state, condition).kind !== 'met');
}

function verdictOf(
  { name, condition }: ServerDependency,
  host: DependencyHost,
  beginning: ReadonlySet<string>,
): DependencyVerdict {
  const state = host.state(name);
  if (!state) return { kind: 'failed', reason: 'is no server of this project' };
  const verdict = dependencyVerdict(state, condition);
  // On its way through `stopped` to a start.
  const isBetween = state.status === 'stopped' && (beginning.has(name) || host.isRestarting(name));
  return verdict.kind === 'failed' && isBetween ? { kind: 'open' } : verdict;
}
