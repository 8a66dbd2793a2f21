import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runner } from '../../../../../core/processes/runner.js';
import { until } from '../../../../../core/processes/until.js';
import { builtPlugin } from '../../../../../support/built-plugin.js';
import { repository } from './runtime-under-test.js';

it('the built plugin has the process where the provider looks for it; it ends with its input', async () => {
  const plugin = await builtPlugin(join(repository, 'plugins/system'));
  const hostFile = join(plugin.dir, 'providers/local/runtime/model-host.process.js');
  expect(existsSync(hostFile)).toBe(true);
  await using test = await runner();
  const options = { title: 'host', command: process.execPath, args: [hostFile, '/nowhere/transformers.js'] };
  const child = test.processes.spawn({ ...options, keepInput: true, sideChannel: true });
  const lines: string[] = [];
  child.onDidReceive((line) => lines.push(line));
  child.write(
    'no JSON\n{"op":"unload","id":7}\n{"op":"load","id":8,"dir":"/m","task":"text-generation","dtype":"q4"}\n',
  );
  await until(() => lines.length === 3, 'three answers');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { type: 'hello', protocol: 1 },
    { type: 'unloaded', id: 7 },
    { type: 'failed', id: 8, kind: 'library', message: expect.stringContaining('/nowhere/transformers.js') },
  ]);
  child.endInput();
  expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
  await plugin[Symbol.asyncDispose]();
});
