import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { temporaryHome } from '../support/run-devmgr.js';

const TABLE = `
[finetune.local]
command = ["python3", "train.py", "{training_file}", "{epochs}"]
base-models = ["tiny-base", "big-base"]

[finetune.local.parameters]
epochs = 3
`;

let home: ReturnType<typeof temporaryHome>;
let root: string;
let open: OpenDevmgr | undefined;

beforeEach(() => {
  home = temporaryHome();
  root = mkdtempSync(join(tmpdir(), 'devmgr-form-'));
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, '.devmgr.toml'), TABLE);
});
afterEach(async () => {
  await open?.close();
  home.remove();
  rmSync(root, { recursive: true, force: true });
});

/** The form for a new job of a devmgr that has just been opened. */
async function openForm(): Promise<OpenDevmgr['app']> {
  open = openDevmgr(root, { home: home.path, cols: 80, rows: 24 });
  const { app } = open;
  await app.waitFor('v AI');
  app.key('v');
  await app.waitFor('v fine-tuning');
  app.key('v');
  await app.waitFor('n new job');
  app.key('n');
  await app.waitFor('New fine-tuning job');
  return app;
}

it('what stands half-filled in the form is there again after Esc, another tab and the end of devmgr', async () => {
  const app = await openForm();
  await app.waitFor(/provider +local/);
  app.key('down', 'enter');
  await app.waitFor('another model…');
  app.key('down', 'enter');
  await app.waitFor(/base model +big-base/);
  app.key('escape');
  await app.waitFor('n new job');
  app.key('n');
  await app.waitFor(/base model +big-base/);
  app.key('f5');
  await app.waitFor(() => !app.text().includes('base model'));
  app.key('f1');
  await app.waitFor(/base model +big-base/);
  app.key('q');
  expect(await app.exited).toMatchObject({ exitCode: 0 });
  await open?.close();
  const again = await openForm();
  await again.waitFor(/base model +big-base/);
  await again.waitFor('Choose a training file');
});
