import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PluginManifest } from 'devmgr/plugin-api';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import plugin from '../../../../plugins/system/index.js';

const manifestFile = new URL('../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

let home: string;
let made: TestContext;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'devmgr-words-'));
  made = createTestContext({ manifest, root: home, storageDir: home });
  await made.activate(plugin);
});
afterEach(async () => {
  await made.dispose();
  rmSync(home, { recursive: true, force: true });
});

it.each([
  [{ args: ['ports', 'x'] }, 'server ports takes no more words', 'x'],
  [{ args: ['free', '8000', '8001'] }, 'server free takes one port', '8001'],
  [{ args: ['import', 'Procfile', 'other'] }, 'server import takes one file', 'other'],
  [{ args: ['routes', 'api', 'web'] }, 'server routes takes one server', 'web'],
  [{ args: ['status', 'api', 'web'], flags: { watch: true } }, 'server status --watch takes one server', 'web'],
  [{ args: ['start'], rest: ['-x'] }, 'server start takes nothing behind --', '-x'],
  [{ args: ['call', 'GET', '/'], rest: ['-x'] }, 'server call takes nothing behind --', '-x'],
])('words that nothing looks at are refused: %j', async (given, message, word) => {
  const refusal = { code: 'DEVMGR_USAGE', message, hint: `Leave out "${word}"`, exitCode: 2 };
  await expect(made.runWord('server', given)).rejects.toMatchObject(refusal);
});

it('several servers are no stray words', async () => {
  await expect(made.runWord('server', { args: ['stop', 'a', 'b'] })).rejects.toMatchObject({
    message: 'No server is called "a"',
  });
});
