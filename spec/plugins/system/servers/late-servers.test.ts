import { Emitter, Store } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { LateServers } from '../../../../plugins/system/servers/late-servers.js';
import type { ServerChange, ServerHost } from '../../../../plugins/system/servers/server-host.js';

const stopped: ServerState = { name: 'api', kind: 'app', target: 'main:app', restarts: 0, status: 'stopped' };

/** A host that knows one server and notes what is wanted of it. */
function oneServer() {
  const all = new Store<readonly ServerState[]>([stopped]);
  const changes = new Emitter<ServerChange>();
  const wanted: string[] = [];
  const host: Partial<ServerHost> = {
    all,
    onDidChange: changes.event,
    isDiscovered: true,
    discover: () => Promise.resolve({ servers: [], tried: ['main.py'], problems: [] }),
    start: (name) => Promise.resolve(void wanted.push(`start ${name}`)),
    plannedPlace: () => ({ host: '127.0.0.1', port: 8000, reload: true }),
  };
  return { host: host as ServerHost, all, changes, wanted };
}

it('has no servers and loads nothing until somebody looks for them', async () => {
  const { host } = oneServer();
  let loads = 0;
  const late = new LateServers(() => Promise.resolve(host).finally(() => (loads += 1)));
  expect([late.all.get(), late.isDiscovered, late.tried, late.output('api'), late.reload('api')]).toEqual([
    [],
    false,
    [],
    undefined,
    false,
  ]);
  expect(() => late.plannedPlace('api')).toThrow('No server is called api');
  expect(loads).toBe(0);
  expect((await late.discover()).tried).toEqual(['main.py']);
  expect(late.isDiscovered).toBe(true);
  expect(late.all.get()).toEqual([stopped]);
  expect(late.plannedPlace('api').port).toBe(8000);
  await late.discover();
  expect(loads).toBe(1);
});

it('tells of servers and their changes to those who listened before, each once and the list first', async () => {
  const { host, all, changes, wanted } = oneServer();
  const late = new LateServers(() => Promise.resolve(host));
  const heard: string[] = [];
  late.all.onDidChange(([api]) => heard.push(`all ${api?.restarts}`));
  late.onDidChange(({ after }) => heard.push(`change ${after.restarts}`));
  await Promise.all([late.start('api'), late.discover()]);
  const after = { ...stopped, restarts: 1 };
  all.set([after]);
  changes.fire({ before: stopped, after });
  expect(heard).toEqual(['all 0', 'all 1', 'change 1']);
  expect(wanted).toEqual(['start api']);
  late.dispose();
  all.set([stopped]);
  expect(heard).toHaveLength(3);
});

it('asks again for what could not be loaded', async () => {
  const { host, wanted } = oneServer();
  let tries = 0;
  const late = new LateServers(() =>
    (tries += 1) === 1 ? Promise.reject(new Error('no file')) : Promise.resolve(host),
  );
  await expect(late.start('api')).rejects.toThrow('no file');
  await late.start('api');
  expect(wanted).toEqual(['start api']);
});
