import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

const home = temporaryHome();
const plugins = join(home.path, 'plugins');

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly origin: string;
  readonly version: string;
  readonly activationMs?: number;
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
}
let listed: Map<string, Listed>;

beforeAll(async () => {
  mkdirSync(plugins, { recursive: true });
  const cli = [{ name: 'greet', summary: 'Greet', arguments: [{ name: 'who', summary: 'Whom', required: true }] }];
  writePlugin(
    plugins,
    'greeter',
    `import { definePlugin, DevmgrError } from 'devmgr/plugin-api';
     import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
     import { parse } from 'smol-toml';
     export default definePlugin({ activate(ctx) {
       ctx.cli.register('greet', async ({ args, stdout }) => {
         if (args[0] === 'nobody') throw new DevmgrError({ code: 'PLUGIN_NOBODY', message: 'nobody is there', hint: 'Name somebody.', exitCode: 5 });
         if (args[0] === 'loud') ctx.screen.notify({ severity: 'warning', message: 'a\\x1b]0;title\\x07b' });
         if (args[0] === 'bug') throw new TypeError('a bug');
         stdout.write('hello ' + args[0] + ' ' + typeof ctx.services.find(LogStore) + ' ' + parse('a = 1').a + '\\n');
         return 0;
       });
     } });`,
    { cli },
  );
  writePlugin(plugins, 'throws', `export default { activate() { throw new Error('kaputt') } }`);
  writePlugin(plugins, 'hangs', `export default { activate() { return new Promise(() => {}) } }`);
  writePlugin(
    plugins,
    'undeclared',
    `export default { activate(ctx) { ctx.commands.register('undeclared.go', () => {}) } }`,
  );
  writePlugin(
    plugins,
    'undeclared-tab',
    `export default { activate(ctx) { ctx.tabs.register('undeclared-tab', () => {}) } }`,
  );
  writePlugin(
    plugins,
    'thief',
    `import { Servers } from 'devmgr/plugin-api/contracts/servers'; export default { activate(ctx) { ctx.services.provide(Servers, {}) } }`,
    { services: ['system.servers'] },
  );
  writePlugin(plugins, 'wrong-api', 'export default { activate() {} }', { apiVersion: '2.0' });
  writePlugin(plugins, 'no-default', 'export const nothing = 1');
  writePlugin(plugins, 'no-syntax', 'export default {');
  writePlugin(plugins, 'needs', 'export default { activate() {} }', { requires: ['nobody.offers-this'] });
  writePlugin(plugins, 'takes-word', 'export default { activate() {} }', {
    cli: [{ name: 'config', summary: 'Mine' }],
  });
  writeFileSync(join(writePlugin(plugins, 'null', ''), 'package.json'), 'null');
  writeFileSync(join(writePlugin(plugins, 'broken', ''), 'package.json'), '{ "devmgr": ');
  const { stdout, code } = await runDevmgr(['plugins', 'list', '--json'], { home: home.path, cwd: home.path });
  expect(code).toBe(0);
  listed = new Map((JSON.parse(stdout) as { plugins: Listed[] }).plugins.map((plugin) => [plugin.id, plugin]));
});
afterAll(() => home.remove());

describe('devmgr plugins list', () => {
  it('shows the built-ins with version, origin and activation time', () => {
    for (const id of ['system', 'tests', 'logs']) {
      expect(listed.get(id)).toMatchObject({
        status: 'active',
        origin: 'built-in',
        activationMs: expect.any(Number) as unknown,
      });
    }
  });

  it('starts a plugin of the person', () => {
    expect(listed.get('greeter')).toMatchObject({ status: 'active', origin: 'user', version: '1.0.0' });
  });

  it.each([
    ['throws', 'failed', 'DEVMGR_PLUGIN_ACTIVATION_FAILED', 'kaputt'],
    ['hangs', 'failed', 'DEVMGR_PLUGIN_ACTIVATION_TIMEOUT', '10 s'],
    ['undeclared', 'failed', 'DEVMGR_CONTRIBUTION_UNDECLARED', 'undeclared.go'],
    ['thief', 'failed', 'DEVMGR_CONTRIBUTION_DUPLICATE', 'system.servers'],
    ['undeclared-tab', 'failed', 'DEVMGR_CONTRIBUTION_UNDECLARED', 'undeclared-tab'],
    ['wrong-api', 'invalid', 'DEVMGR_PLUGIN_API_MISMATCH', '2.0'],
    ['no-default', 'failed', 'DEVMGR_PLUGIN_ACTIVATION_FAILED', 'default export'],
    ['no-syntax', 'failed', 'DEVMGR_PLUGIN_ACTIVATION_FAILED', 'Unexpected'],
    ['needs', 'failed', 'DEVMGR_SERVICE_UNAVAILABLE', 'nobody.offers-this'],
    ['broken', 'invalid', 'DEVMGR_PLUGIN_MANIFEST_INVALID', 'package.json'],
  ])('says what is wrong with one that %s', (id, status, code, words) => {
    expect(listed.get(id)).toMatchObject({ status, error: { code } });
    expect(listed.get(id)?.error?.message).toContain(words);
    expect(listed.get(id)?.error?.hint).toBeTruthy();
  });
});

describe('a word of a plugin', () => {
  const run = (...args: string[]) => runDevmgr(['greet', ...args], { home: home.path, cwd: home.path });

  it('runs with the plugin API and the dependencies of the running program', async () => {
    expect(await run('you')).toEqual({ code: 0, stdout: 'hello you object 1\n', stderr: '' });
  });

  it('notifies on stderr, without what could steer the terminal', async () => {
    expect((await run('loud')).stderr).toBe('warning: ab\n');
  });

  it('fails with message, hint and its own exit code', async () => {
    expect(await run('nobody')).toEqual({ code: 5, stdout: '', stderr: 'devmgr: nobody is there\n  Name somebody.\n' });
  });

  it('fails as a bug without a stack, and with one when asked', async () => {
    const short = await run('bug');
    expect(short.code).toBe(70);
    expect(short.stderr).not.toContain('at ');
    expect((await run('bug', '--verbose')).stderr).toContain('TypeError: a bug\n    at ');
  });

  it('is in the help, and misuse exits 2', async () => {
    const help = await runDevmgr(['--help'], { home: home.path, cwd: home.path });
    expect(help.stdout).toContain('greet <who>');
    expect((await run()).code).toBe(2);
    expect((await run('you', '--colour')).stderr).toMatch(/colour/);
  });
});

it('a word of the core stays that of the core', async () => {
  const { code, stdout } = await runDevmgr(['config', 'get', 'core.theme'], { home: home.path, cwd: home.path });
  expect([code, stdout]).toEqual([0, 'auto\n']);
});
