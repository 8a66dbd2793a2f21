import { describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { remoteState } from '../../../../plugins/system/servers/remote/remote-state.js';
import { reportServer } from '../../../../plugins/system/servers/server-report.js';

const record = { version: 1, name: 'api', target: 'main:app', url: '', ownerPid: 7, socket: '/run/7.sock' } as const;

describe('reportServer', () => {
  it('knows no up time of what an owner that gives no answer has not written down', () => {
    const state = remoteState(record, undefined, 'unreachable') as ServerState;
    expect(reportServer(state, Date.now())).toMatchObject({ status: 'running', health: 'unhealthy', uptimeMs: null });
    const known = remoteState({ ...record, startedAt: 1_000 }, undefined, 'unreachable') as ServerState;
    expect(reportServer(known, 5_000)).toMatchObject({ uptimeMs: 4_000 });
  });
});
