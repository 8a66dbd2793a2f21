import { readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';
import { testPython } from '../support/python.js';

const SECRET = 'q7Zr-very-private-Value-81xyz';
const home = temporaryHome();
const project = sampleProject();
let open: OpenDevmgr;

beforeEach(() => {
  mkdirSync(join(project.path, 'app'), { recursive: true });
  const main = join(project.path, 'app', 'main.py');
  writeFileSync(
    main,
    `import os\nprint("the key is", os.environ["OPENAI_API_KEY"], flush=True)\n${readFileSync(main, 'utf8')}`,
  );
  const test = `import os\ndef test_secret():\n    key = os.environ["OPENAI_API_KEY"]\n    print("captured", key)\n    assert key == "other"\n`;
  writeFileSync(join(project.path, 'tests', 'unit', 'test_secret.py'), test);
});
afterEach(async () => {
  await open.close();
  home.remove();
  project.remove();
});

it('a key that server and tests print is on no screen, in no file and in no output', { timeout: 90_000 }, async () => {
  const env = { OPENAI_API_KEY: SECRET, DEVMGR_SYSTEM_PORT: String(await freePort()) };
  open = openDevmgr(project.path, { home: home.path, env, cols: 160, rows: 45 });
  const { app } = open;
  const seen: string[] = [];
  const look = () => void seen.push(app.text());
  await app.waitFor('app.main:app');
  app.key('s');
  await app.waitFor(/running\s+healthy/);
  await app.waitFor('the key is', 8_000);
  look();
  app.key('F2');
  await app.waitFor('Results');
  app.key('r');
  await app.waitFor('100%', 60_000);
  app.key('/');
  await app.waitFor('Filter [');
  app.type('test_secret');
  app.key('enter');
  await app.waitFor('captured', 8_000);
  look();
  app.key('F5');
  await app.waitFor(/INFO\s+tests/);
  look();
  app.key('q');
  await app.exited;
  expect(seen.join('\n')).not.toContain(SECRET);
  for (const file of readdirSync(join(home.path, 'logs'))) {
    expect(readFileSync(join(home.path, 'logs', file), 'utf8')).not.toContain(SECRET);
  }
  const json = await runDevmgr(['test', '--json', '-k', 'test_secret'], {
    home: home.path,
    cwd: project.path,
    env: { OPENAI_API_KEY: SECRET, DEVMGR_PYTHON: testPython() },
  });
  expect(json.code).toBe(1);
  expect(json.stdout + json.stderr).not.toContain(SECRET);
});
