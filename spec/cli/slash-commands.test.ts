import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

const home = temporaryHome();

// One plugin offers what can be written, another lists and runs it, as the chat does. Neither knows the other.
beforeAll(() => {
  const plugins = join(home.path, 'plugins');
  mkdirSync(plugins, { recursive: true });
  writePlugin(
    plugins,
    'weather',
    `export default { activate(ctx) {
       ctx.commands.register('weather.tell', async ({ argument, source }) => {
         if (argument === 'nowhere') throw new Error('no such place');
         ctx.screen.notify({ severity: 'info', message: 'rain in ' + argument + ' for ' + source });
       });
     } }`,
    { commands: [{ id: 'weather.tell', title: 'Tell the Weather', slash: { name: 'weather', argument: 'place' } }] },
  );
  writePlugin(
    plugins,
    'writer',
    `export default { activate(ctx) {
       ctx.cli.register('write', async ({ args, stdout }) => {
         const all = ctx.commands.slashCommands();
         const command = all.find(({ name }) => name === args[0]);
         stdout.write(JSON.stringify(command ?? 'nothing is called so') + '\\n');
         if (command) await ctx.commands.execute(command.commandId, { argument: args[1] });
         return 0;
       });
     } }`,
    {
      cli: [{ name: 'write', summary: 'Write', arguments: [{ name: 'words', summary: 'Words', variadic: true }] }],
    },
  );
  writePlugin(plugins, 'shouting', 'export default { activate() {} }', {
    commands: [{ id: 'shouting.go', title: 'Go', slash: { name: 'SHOUT' } }],
  });
});
afterAll(() => home.remove());

const write = (...words: string[]) => runDevmgr(['write', ...words], { home: home.path, cwd: home.path });

it('what a plugin of the person offers can be written, though it was not active', async () => {
  const { code, stdout, stderr } = await write('weather', 'Oslo');
  expect(JSON.parse(stdout)).toEqual({
    name: 'weather',
    argument: 'place',
    title: 'Tell the Weather',
    commandId: 'weather.tell',
  });
  expect(stderr).toContain('rain in Oslo for api');
  expect(code).toBe(0);
});

it('its failure reaches whoever ran it', async () => {
  const { code, stderr } = await write('weather', 'nowhere');
  expect(code).toBe(70);
  expect(stderr).toContain('no such place');
});

it('a manifest with a wrong name is refused, and the rest works', async () => {
  expect((await write('SHOUT')).stdout).toContain('nothing is called so');
  const { stdout } = await runDevmgr(['plugins', 'list', '--json'], { home: home.path, cwd: home.path });
  const { plugins } = JSON.parse(stdout) as {
    plugins: { id: string; status: string; error?: { message: string } }[];
  };
  expect(plugins.find(({ id }) => id === 'shouting')).toMatchObject({
    status: 'invalid',
    error: { message: expect.stringContaining('slash.name "SHOUT" must look like "find"') as unknown },
  });
});
