import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../core/processes/until.js';
import { startFaultServer } from '../support/fault-server.js';
import { json, route } from '../support/faults.js';
import { freePort } from '../support/free-port.js';
import { runDevmgr, startDevmgr, temporaryHome } from '../support/run-devmgr.js';

const KEY = 'dvk-b1946ac92492d2347c6235b4d2611184';

let home: ReturnType<typeof temporaryHome>;
let project: string;

beforeEach(() => {
  home = temporaryHome();
  project = mkdtempSync(join(tmpdir(), 'devmgr-gateway-'));
});

afterEach(() => {
  home.remove();
  rmSync(project, { recursive: true, force: true });
});

const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'one',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi there' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};

describe('devmgr gateway', () => {
  it('serves the providers of the project until Ctrl-C, with a token, and leaves nothing behind', async () => {
    const provider = await startFaultServer(
      route({
        '/v1/models': json({ object: 'list', data: [{ id: 'one' }] }),
        '/v1/chat/completions': json(completion),
      }),
    );
    writeFileSync(
      join(project, '.devmgr.toml'),
      '[gateway]\nrecord = "texts"\nprot = 1\n[gateway.aliases]\nfast = "acme/one"\n',
    );
    writeFileSync(
      join(home.path, 'config.toml'),
      `[system.providers.acme]\nbase-url = "${provider.url}/v1"\nkey-variable = "ACME_KEY"\n`,
    );
    const options = { cwd: project, home: home.path, env: { ACME_KEY: KEY } };
    const port = await freePort();
    // As the System tab starts it: the port is the one that a person chose there.
    const asServer = { ...options.env, DEVMGR_GATEWAY_AS_SERVER: '1', PORT: String(port) };
    const gateway = startDevmgr(['gateway'], { ...options, env: asServer });
    await gateway.waitFor(`OPENAI_BASE_URL=http://127.0.0.1:${port}/v1`);
    await gateway.waitFor(`Its token is in ${join(home.path, 'gateway-token')}`);
    await gateway.waitFor('.devmgr.toml: gateway.prot is not a setting: did you mean port?');
    await gateway.waitFor('gateway.record = "texts" is not taken from a project');

    const told = await runDevmgr(['gateway', 'token', '--json', '--show'], options);
    const { path, token } = JSON.parse(told.stdout) as { path: string; token: string };
    expect([statSync(path).mode & 0o777, gateway.stdout().includes(token)]).toEqual([0o600, false]);

    const ask = (key: string) =>
      fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'spec/1' },
        body: JSON.stringify({ model: 'fast', messages: [{ role: 'user', content: 'hello' }] }),
      });
    expect((await ask(KEY)).status).toBe(401);
    const answer = (await (await ask(token)).json()) as typeof completion;
    expect(answer.choices[0]?.message.content).toBe('Hi there');
    await gateway.waitFor(/\d\d:\d\d:\d\d 200 spec\/1 {2}fast → acme\/one.* · 3 in, 2 out/);

    const status = await runDevmgr(['gateway', 'status', '--json'], options);
    expect(JSON.parse(status.stdout)).toMatchObject({
      running: true,
      pid: gateway.child.pid,
      url: `http://127.0.0.1:${port}`,
      status: { calls: { answered: 1 }, aliases: { fast: 'acme/one' }, record: 'calls' },
    });
    const second = await runDevmgr(['gateway', '--port', String(await freePort())], options);
    expect([second.code, second.stderr]).toEqual([5, expect.stringContaining('runs already at')]);

    const rotated = (await runDevmgr(['gateway', 'token', '--rotate', '--show'], options)).stdout.trim();
    expect(rotated).not.toBe(token);
    await until(async () => (await ask(rotated)).status === 200, 'the new token is taken');
    expect((await ask(token)).status).toBe(401);

    gateway.child.kill('SIGINT');
    const { code, stdout, stderr } = await gateway.done;
    expect(code).toBe(130);
    expect(stdout + stderr).not.toContain(KEY);
    const folders = join(home.path, 'projects');
    const [folder = ''] = readdirSync(folders);
    expect(existsSync(join(folders, folder, 'gateway.json'))).toBe(false);
    expect((await runDevmgr(['gateway', 'status'], options)).code).toBe(5);
    await provider.dispose();
  });

  it('is one of the servers of the project wherever it was started, and is stopped from elsewhere', async () => {
    const options = { cwd: project, home: home.path };
    const ports = [await freePort(), await freePort()];
    const both = ports.map((port) => startDevmgr(['gateway', '--port', String(port)], options));
    // Of two that are started at once one gives up.
    const loser = await Promise.race(both.map(async (each) => each.done.then(() => each)));
    expect(await loser.done).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/gateway of this project (is just|runs already)/),
    });
    const [gateway] = both.filter((each) => each !== loser);
    if (!gateway) throw new Error('None runs');
    await gateway.waitFor('OPENAI_BASE_URL=');
    const status = () => runDevmgr(['server', 'status', '--json'], options);
    await until(async () => (await status()).stdout.includes('"healthy"'), 'others see that the gateway is healthy');
    const { servers } = JSON.parse((await status()).stdout) as { servers: object[] };
    expect(servers).toMatchObject([
      { name: 'gateway', status: 'running', health: 'healthy', pid: gateway.child.pid, owner: gateway.child.pid },
    ]);
    const routes = await runDevmgr(['server', 'routes', 'gateway'], options);
    expect([routes.code, routes.stdout]).toEqual([0, expect.stringContaining('/v1/chat/completions')]);
    const models = await runDevmgr(['server', 'call', 'GET', '/v1/models', '--json'], options);
    expect(models.stdout).toContain('"status":200');
    expect(models.stdout).not.toContain('dmg-');
    const second = await runDevmgr(['server', 'start', 'gateway'], options);
    expect([second.code, second.stderr]).toEqual([5, expect.stringContaining('runs already in another devmgr')]);
    const stopped = await runDevmgr(['gateway', 'stop'], options);
    expect([stopped.code, stopped.stdout]).toEqual([0, 'The gateway has stopped\n']);
    const { code, stdout } = await gateway.done;
    expect([code, stdout]).toEqual([0, expect.stringContaining('The gateway ends\n')]);
  });

  it('names who holds its port, and says what it cannot', async () => {
    const holder = await startFaultServer(route({}));
    const options = { cwd: project, home: home.path };
    const port = new URL(holder.url).port;
    const taken = await runDevmgr(['gateway', '--port', port], options);
    expect([taken.code, taken.stderr]).toEqual([
      5,
      expect.stringContaining(`Port ${port} is taken by pid ${process.pid}`),
    ]);
    const flag = await runDevmgr(['gateway', 'status', '--host', '0.0.0.0'], options);
    expect([flag.code, flag.stderr]).toEqual([2, expect.stringContaining('gateway status has no --host')]);
    writeFileSync(join(home.path, 'gateway-token'), 'open', { mode: 0o644 });
    const open = await runDevmgr(['gateway', '--port', String(await freePort())], options);
    expect([open.code, open.stderr]).toEqual([3, expect.stringContaining('Others can read the token')]);
    expect(readFileSync(join(home.path, 'gateway-token'), 'utf8')).toBe('open');
    await holder.dispose();
  });
});
