import { readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';
import { testPython } from '../support/python.js';

const SECRET = 'q7Zr-very-private-Value-81xyz';
/** The way of a program that reads the project's .env itself. */
const key = (parents: number) =>
  `import os, pathlib\nfile = pathlib.Path(__file__).resolve().parents[${parents}] / ".env"\n` +
  `key = os.environ.get("OPENAI_API_KEY") or file.read_text().split("=")[1]\n`;
let home: ReturnType<typeof temporaryHome>;
let project: ReturnType<typeof sampleProject>;
let open: OpenDevmgr;

beforeEach(() => {
  home = temporaryHome();
  project = sampleProject();
  mkdirSync(join(project.path, 'app'), { recursive: true });
  const main = join(project.path, 'app', 'main.py');
  writeFileSync(main, `${key(1)}print("the key is", key, flush=True)\n${readFileSync(main, 'utf8')}`);
  const test = `${key(2)}def test_secret():\n    print("captured", key)\n    assert key == "other"\n`;
  writeFileSync(join(project.path, 'tests', 'unit', 'test_secret.py'), test);
});
afterEach(async () => {
  await open.close();
  home.remove();
  project.remove();
});

const places = [
  { place: 'environment', variables: { OPENAI_API_KEY: SECRET } },
  { place: '.env', file: `OPENAI_API_KEY=${SECRET}` },
];

const name = 'a key in the $place that server and tests print is on no screen, in no file and in no output';
it.each(places)(name, async ({ variables, file: dotenv }) => {
  if (dotenv !== undefined) writeFileSync(join(project.path, '.env'), dotenv);
  const env = { ...variables, DEVMGR_SYSTEM_PORT: String(await freePort()) };
  open = openDevmgr(project.path, { home: home.path, env, cols: 160, rows: 45 });
  const { app } = open;
  const seen: string[] = [];
  const look = () => void seen.push(app.text());
  await app.waitFor('app.main:app');
  app.key('s');
  await app.waitFor(/running\s+healthy/);
  await app.waitFor(/the key is \S/);
  look();
  app.key('F2');
  await app.waitFor(/Tests \d+ /);
  app.key('r');
  await app.waitFor('100%', 60_000);
  app.key('/');
  await app.waitFor('Filter [');
  app.type('test_secret');
  app.key('enter');
  await app.waitFor('captured');
  look();
  app.key('F5');
  await app.waitFor(/INFO\s+tests/);
  look();
  app.key('q');
  await app.exited;
  expect(seen.join('\n')).not.toContain(SECRET);
  expect(seen.join('\n')).toContain('the key is ***');
  for (const file of readdirSync(join(home.path, 'logs'))) {
    expect(readFileSync(join(home.path, 'logs', file), 'utf8')).not.toContain(SECRET);
  }
  const json = await runDevmgr(['test', '--json', '-k', 'test_secret'], {
    home: home.path,
    cwd: project.path,
    env: { ...variables, DEVMGR_PYTHON: testPython() },
  });
  expect(json.code).toBe(1);
  expect(json.stdout + json.stderr).not.toContain(SECRET);
});
