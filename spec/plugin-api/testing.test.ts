import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store, definePlugin, defineService, type PluginManifest } from 'devmgr/plugin-api';
import { FakeClock, createTestContext } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';

it('the fake clock fires in order of time and forgets what was released', () => {
  const clock = new FakeClock(100);
  const seen: string[] = [];
  clock.setTimeout(() => seen.push(`b${clock.now()}`), 20);
  clock.setTimeout(() => seen.push(`a${clock.now()}`), 10);
  const every = clock.setInterval(() => seen.push(`i${clock.now()}`), 15);
  clock.advance(31);
  expect(seen).toEqual(['a110', 'i115', 'b120', 'i130']);
  void every.dispose();
  expect([clock.pending, clock.now()]).toEqual([0, 131]);
});

it('a test context runs a plugin without devmgr and releases it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'devmgr-testing-'));
  const manifest: PluginManifest = {
    id: 'sample',
    title: 'Sample',
    apiVersion: '1.0',
    main: 'index.js',
    settings: { greeting: { type: 'string', default: 'hello', description: 'd' } },
  };
  const Greeter = defineService<{ greet(): string }>('sample.greeter');
  const test = createTestContext({ manifest, root: dir, storageDir: dir });
  await test.activate(
    definePlugin({
      activate(ctx) {
        ctx.services.provide(Greeter, { greet: () => ctx.config.string('greeting') });
        ctx.commands.register('sample.go', { run: () => ctx.screen.notify({ severity: 'info', message: 'went' }) });
        ctx.cli.register('greet', async ({ stdout, args }) => {
          stdout.write(`${ctx.services.find(Greeter)?.greet() ?? ''} ${args.join(' ')}\n`);
          return 0;
        });
      },
    }),
  );
  expect(await test.runCommand('sample.go')).toBeUndefined();
  expect(test.notifications).toEqual([{ severity: 'info', message: 'went' }]);
  expect(await test.runWord('greet', { args: ['you'] })).toEqual({ code: 0, stdout: 'hello you\n', stderr: '' });
  await test.dispose();
  expect(test.context.services.find(Greeter)).toBeUndefined();
  expect(test.context.signal.aborted).toBe(true);
  rmSync(dir, { recursive: true });
});

it('a test context says where settings are from, has the .env that is given and masks what is added', () => {
  const spec = { type: 'string', default: 'd', description: 'd' } as const;
  const manifest: PluginManifest = {
    id: 'sample',
    title: 'Sample',
    apiVersion: '1.0',
    main: 'index.js',
    settings: { a: spec, b: spec, c: spec },
  };
  const options = { manifest, root: '.', storageDir: '.' };
  const dotenv = new Store<Readonly<Record<string, string>>>({ KEY: 'one' });
  const settings = {
    settings: { b: 'x', c: 'y' },
    settingSources: { c: 'project' },
    lowerSettings: { b: [{ value: 'w', source: 'user' }] },
  } as const;
  const { context, secrets } = createTestContext({ ...options, ...settings, dotenv });
  const { config } = context;
  expect(['a', 'b', 'c'].map((key) => config.source(key))).toEqual(['default', 'user', 'project']);
  expect(() => config.source('d')).toThrow(/no setting "d"/);
  expect(config.layers('a')).toEqual([{ value: 'd', source: 'default' }]);
  expect(config.layers('b')).toEqual([
    { value: 'd', source: 'default' },
    { value: 'w', source: 'user' },
    { value: 'x', source: 'user' },
  ]);
  expect(() => config.layers('d')).toThrow(/no setting "d"/);
  dotenv.set({ KEY: 'two' });
  expect(context.workspace.dotenv.get()).toEqual({ KEY: 'two' });
  expect(createTestContext({ ...options, dotenv: { get: 'one' } }).context.workspace.dotenv.get()).toEqual({
    get: 'one',
  });
  expect(createTestContext(options).context.workspace.dotenv.get()).toEqual({});
  context.secrets.add('a private thing');
  expect(context.text.redact('it is a private thing')).toBe('it is ***');
  expect(secrets).toEqual(['a private thing']);
});

it('a test context knows the slash commands of its manifest and hands over what stands behind them', async () => {
  const manifest: PluginManifest = {
    id: 'sample',
    title: 'Sample',
    apiVersion: '1.0',
    main: 'index.js',
    commands: [
      { id: 'sample.find', title: 'Find', slash: { name: 'find', argument: 'words…' } },
      { id: 'sample.go', title: 'Go' },
    ],
  };
  const { context } = createTestContext({ manifest, root: '.', storageDir: '.' });
  const seen: unknown[] = [];
  context.commands.register('sample.find', ({ argument }) => void seen.push(argument));
  expect(context.commands.slashCommands()).toEqual([
    { name: 'find', argument: 'words…', title: 'Find', commandId: 'sample.find' },
  ]);
  await context.commands.execute('sample.find', { argument: 'retry' });
  await context.commands.execute('sample.find');
  expect(seen).toEqual(['retry', undefined]);
});
