import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catsFile, trainingScript } from '../support/local-tuning.js';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { testPython } from '../support/python.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';

let home: ReturnType<typeof temporaryHome>;
let root: string;
let open: OpenDevmgr;

beforeAll(() => {
  home = temporaryHome();
  root = mkdtempSync(join(tmpdir(), 'devmgr-output-'));
  copyFileSync(catsFile, join(root, 'cats.jsonl'));
  const words = [testPython(), trainingScript, '--data', '{training_file}', '--out', '{output_dir}'];
  const command = JSON.stringify([...words, '--epochs', '25', '--delay', '0.05']);
  writeFileSync(join(root, '.devmgr.toml'), `[finetune.local]\ncommand = ${command}\n`);
  open = openDevmgr(root, { home: home.path });
});
afterAll(async () => {
  await open.close();
  await home.unused();
  home.remove();
  rmSync(root, { recursive: true, force: true });
});

it('what a training prints that another devmgr began is in the Logs tab, under the name of the job', async () => {
  const { app } = open;
  await app.waitFor('v AI');
  app.key('v');
  await app.waitFor('v fine-tuning');
  app.key('v');
  await app.waitFor('n new job');
  const flags = ['cats.jsonl', '--provider', 'local', '-m', 'bigram', '--yes'];
  const { stdout } = await runDevmgr(['finetune', 'create', ...flags], { home: home.path, cwd: root });
  const id = /ft-[0-9a-f]{8}/.exec(stdout)?.[0] ?? expect.fail(stdout);
  await app.waitFor(new RegExp(`✓ ${id}`));
  app.key('f5');
  // The name has not the room that it wants.
  const line = (epoch: number) => `finetun…${id.slice(-6)} epoch ${epoch}/25 loss=`;
  await app.waitFor(() => [1, 25].every((epoch) => app.text().includes(line(epoch))));
});
