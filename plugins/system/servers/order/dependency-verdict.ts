import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { DependencyCondition } from '../definition/server-definition.js';
import { exitText } from '../describe-server.js';

export type DependencyVerdict =
  | { readonly kind: 'met' }
  /** It may still come. */
  | { readonly kind: 'open' }
  /** It will not come by itself; `reason` goes on after the name: `crashed: ModuleNotFoundError ...`. */
  | { readonly kind: 'failed'; readonly reason: string };

const MET = { kind: 'met' } as const;
const OPEN = { kind: 'open' } as const;

/** Whether what another server waits for has come about. */
export function dependencyVerdict(state: ServerState, condition: DependencyCondition): DependencyVerdict {
  switch (state.status) {
    case 'stopped':
      if (state.completedAt === undefined) return { kind: 'failed', reason: 'was stopped' };
      return condition === 'healthy'
        ? { kind: 'failed', reason: `has done its job and ended: write { ${state.name} = "completed" } in depends-on` }
        : MET;
    case 'starting':
      return condition === 'started' && state.pid !== undefined ? MET : OPEN;
    case 'running':
      if (condition === 'completed') return OPEN;
      return condition === 'started' || state.health.kind === 'healthy' ? MET : OPEN;
    case 'stopping':
      return OPEN;
    case 'crashed':
      return state.next.kind === 'nothing' ? { kind: 'failed', reason: crashText(state) } : OPEN;
  }
}

function crashText({ fault, exit, next }: Extract<ServerState, { status: 'crashed' }>): string {
  const how = fault?.message ?? exitText(exit);
  return next.kind === 'nothing' && next.reason !== undefined ? `${next.reason}; last: ${how}` : `crashed: ${how}`;
}
