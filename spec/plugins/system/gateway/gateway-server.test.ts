import { expect, it } from 'vitest';
import { serverPort } from '../../../../plugins/system/gateway/as-server.js';
import { gatewayServer } from '../../../../plugins/system/gateway/gateway-server.js';
import { freePort } from '../../../support/free-port.js';
import { aiStage } from '../providers/support/ai-stage.js';
import { serverProject } from '../support/server-project.js';
import { until } from '../support/until.js';

/** Stands for devmgr: healthy where it was told to listen, at this machine's own address. */
const DEVMGR = `
  const { DEVMGR_GATEWAY_AS_SERVER: marker, PORT } = process.env;
  console.log(JSON.stringify({ marker, args: process.argv.slice(1) }));
  require('http').createServer((q, r) => r.writeHead(q.url === '/health' ? 200 : 404).end()).listen(PORT, '127.0.0.1');
`;

it('listens at the port that a person chose, and on this machine only', async () => {
  const chosen = await freePort();
  const stage = aiStage();
  const { context } = stage.test;
  const processes = { ...context.processes, ownCommand: [process.execPath, '-e', DEVMGR, '--'] };
  const project = await serverProject({}, {}, () => [gatewayServer({ ...context, processes }, [])!]);
  const { manager } = project;
  try {
    await manager.discover();
    expect(manager.plannedPlace('gateway')).toMatchObject({ host: '127.0.0.1', port: 4664 });
    await manager.start('gateway', { port: chosen, host: '0.0.0.0' });
    await until(manager.all, ([state]) => state?.status === 'running' && state.health.kind === 'healthy');
    expect(manager.all.get()).toMatchObject([{ url: `http://127.0.0.1:${chosen}` }]);
    const [first] = manager.output('gateway')?.lines(0, 1) ?? [];
    expect(JSON.parse(first?.text ?? '')).toEqual({
      marker: '1',
      args: ['gateway', '--project', context.workspace.root],
    });
    expect(manager.facts('gateway')?.equivalent.slice(-2)).toEqual(['--port', String(chosen)]);
  } finally {
    await project.dispose();
    await stage.dispose();
  }
});

it('takes PORT only where it is a server of the project', () => {
  const asServer = { DEVMGR_GATEWAY_AS_SERVER: '1' };
  expect(serverPort({ PORT: '4700' })).toBeUndefined();
  expect(serverPort({ ...asServer, PORT: '4700' })).toBe(4700);
  for (const PORT of ['0', '70000', 'x', '']) expect(serverPort({ ...asServer, PORT })).toBeUndefined();
  expect(serverPort(asServer)).toBeUndefined();
});
