import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createApp, type App } from '../../core/app.js';
import { watchSettings } from '../../core/config/watch-settings.js';
import { discoverPlugins } from '../../core/plugins/discover.js';
import { ownEnv } from './processes/runner.js';
import { until } from './processes/until.js';
import { writePlugin } from '../support/write-plugin.js';

const SECRET = 'q7Zr-only-in-the-File-81xyz';
const OTHER = 'p4Ts-written-later-into-It-3';
/** Hands its context to the spec. */
const plugin = `export default { activate(context) { globalThis[Symbol.for(context.pluginDir)] = context; } };`;

let dir: string;
let root: string;
let env: Record<string, string>;
let app: App | undefined;
/** Messages to the person. */
let told: string[];
beforeEach(() => {
  told = [];
  dir = mkdtempSync(join(tmpdir(), 'devmgr-secrets-'));
  root = join(dir, 'shop');
  mkdirSync(root);
  env = { ...ownEnv(), DEVMGR_HOME: join(dir, 'home') };
});
afterEach(async () => {
  await close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

async function close(): Promise<void> {
  const open = app;
  app = undefined;
  await open?.dispose();
}

async function open(): Promise<PluginContext> {
  const plugins = join(dir, 'home', 'plugins');
  const settings = { url: { type: 'string', default: '', description: 'd' } };
  const pluginDir = writePlugin(plugins, 'spy', plugin, { settings });
  const discovery = discoverPlugins(join(dir, 'none'), plugins);
  app = await createApp({
    root,
    env,
    discovery,
    notify: ({ message }) => told.push(message),
    reportCommand: () => undefined,
  });
  await app.host.activate('spy');
  const shared = globalThis as unknown as Record<symbol, PluginContext>;
  return shared[Symbol.for(pluginDir)] as PluginContext;
}

/** What a child that reads the project's .env itself has printed, as plugins see it. */
async function printed({ processes }: PluginContext): Promise<string> {
  const script = `console.log(require('fs').readFileSync('.env', 'utf8')); console.log('env:', process.env.MY_API_KEY)`;
  const child = processes.spawn({
    title: 'print',
    command: process.execPath,
    args: ['-e', script],
    cwd: root,
    logSource: 'print',
  });
  expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
  const { firstLine, endLine } = child.output;
  return child.output
    .lines(firstLine, endLine - firstLine)
    .map(({ text }) => text)
    .join('\n');
}

async function logged(context: PluginContext): Promise<string> {
  const store = await context.services.require(LogStore);
  return store
    .entries(store.first, store.end - store.first)
    .map(({ message }) => message)
    .join('\n');
}

it('a .env that is not used is told, not only written down', async () => {
  writeFileSync(join(root, '.env'), `${SECRET}\n`.repeat(20_000));
  await open();
  expect(told).toEqual([expect.stringMatching(/^The project's \.env is not used: .*larger than 256 KB$/)]);
});

it('a secret that stands only in .env is masked in output, log and text, and given to no child', async () => {
  writeFileSync(join(root, '.env'), `MY_API_KEY="${SECRET}"\nDB_PASSWORD=postgres\nNAME=a common value\n`);
  const context = await open();
  expect(context.workspace.dotenv.get()).toEqual({
    MY_API_KEY: SECRET,
    DB_PASSWORD: 'postgres',
    NAME: 'a common value',
  });
  expect(context.env).not.toHaveProperty('MY_API_KEY');
  const output = await printed(context);
  expect(output).toContain('MY_API_KEY="***"');
  expect(output).toContain('NAME=a common value');
  expect(output).toContain('env: undefined');
  context.log.info(`the key ${SECRET} of postgres`);
  expect(await logged(context)).toContain('the key *** of postgres');
  expect(context.text.redact(JSON.stringify({ key: SECRET }))).toBe('{"key":"***"}');
  context.secrets.add('a common value');
  expect(await printed(context)).toContain('NAME=***');
  await close();
  const files = readdirSync(join(dir, 'home', 'logs')).map((file) =>
    readFileSync(join(dir, 'home', 'logs', file), 'utf8'),
  );
  expect(files.join('\n')).toContain('the key *** of postgres');
  expect(files.join('\n')).not.toContain(SECRET);
});

it('a .env that appears, changes and goes is followed, and no secret of it is forgotten', async () => {
  const context = await open();
  const watching = await watchSettings((app as App).parts);
  const dotenv = (expected: object) =>
    until(() => JSON.stringify(context.workspace.dotenv.get()) === JSON.stringify(expected), JSON.stringify(expected));
  try {
    expect(context.workspace.dotenv.get()).toEqual({});
    writeFileSync(join(root, '.env'), `MY_API_KEY=${SECRET}`);
    await dotenv({ MY_API_KEY: SECRET });
    writeFileSync(join(root, '.env'), `MY_API_KEY=${OTHER}`);
    await dotenv({ MY_API_KEY: OTHER });
    rmSync(join(root, '.env'));
    await dotenv({});
    expect(context.text.redact(`${SECRET} and ${OTHER}`)).toBe('*** and ***');
  } finally {
    await watching.dispose();
  }
});

it('a .env that is a virtual environment, or too large, hinders nothing', async () => {
  mkdirSync(join(root, '.env', 'bin'), { recursive: true });
  const context = await open();
  expect(context.workspace.dotenv.get()).toEqual({});
  expect(await logged(context)).toBe('');
  rmSync(join(root, '.env'), { recursive: true });
  writeFileSync(join(root, '.env'), 'x'.repeat(300_000));
  await app?.parts.projectEnv.refresh();
  expect(await logged(context)).toMatch(/^The project's \.env is not used: .*larger than 256 KB$/);
});

it('a plugin sees whose setting it reads, and when that changes while the screen is open', async () => {
  writeFileSync(join(root, '.devmgr.toml'), '[spy]\nurl = "http://elsewhere"\n');
  const context = await open();
  expect([context.config.string('url'), context.config.source('url')]).toEqual(['http://elsewhere', 'project']);
  const watching = await watchSettings((app as App).parts);
  try {
    writeFileSync(join(dir, 'home', 'config.toml'), '[spy]\nurl = "http://mine"\n');
    rmSync(join(root, '.devmgr.toml'));
    await until(() => context.config.source('url') === 'user', 'the setting of the person');
    expect(context.config.string('url')).toBe('http://mine');
  } finally {
    await watching.dispose();
  }
});
