import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { RecordVerdict } from './leftovers.js';
import type { OwnerLink } from './owner-link.js';
import { isPlainlyStopped } from './is-plainly-stopped.js';
import type { RunRecord } from './run-record.js';

/** The state of a server that another devmgr has written down; `undefined` when it is stopped or gone. */
export function remoteState(
  record: RunRecord,
  link: Pick<OwnerLink, 'state' | 'refusal' | 'isDetached' | 'server'> | undefined,
  verdict: RecordVerdict | undefined,
): ServerState | undefined {
  // Of one that is stopped only its devmgr can tell more.
  if (record.over !== undefined && link?.state !== 'live') return undefined;
  if (verdict === 'left') return { ...bare(record, { kind: 'unknown' }), leftover: true };
  const owner = record.ownerPid;
  if (verdict === 'unreachable')
    return { ...bare(record, unhealthy(`devmgr ${owner} that runs it cannot be reached`)), owner };
  const asTold = link?.server(record.name);
  switch (link?.state) {
    case 'live':
      return !asTold || isPlainlyStopped(asTold)
        ? undefined
        : { ...asTold, owner, ...(link.isDetached && { detached: true }) };
    case 'silent':
      return { ...bare(record, unhealthy(`devmgr ${owner} that runs it does not answer`)), owner };
    case 'refused':
      return { ...bare(record, unhealthy(link.refusal?.message ?? 'the devmgr that runs it refuses')), owner };
    default:
      return undefined;
  }
}

type Running = Extract<ServerState, { status: 'running' }>;

/** What the record alone tells. */
function bare({ name, kind = 'app', target, url, pid, startedAt = 0 }: RunRecord, health: Running['health']): Running {
  const metrics = { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] };
  return { name, kind, target, restarts: 0, status: 'running', pid, startedAt, url, health, metrics };
}

function unhealthy(reason: string): Running['health'] {
  return { kind: 'unhealthy', reason };
}
