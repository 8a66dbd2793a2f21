import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { leakyProject, type LeakyProject } from '../support/leaky-project.js';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import type { PtyApp } from '../support/pty-app.js';

/** Writes down its environment when it is started. */
const application = `import json, os
from fastapi import FastAPI
json.dump(dict(os.environ), open("environment.json", "w"))
app = FastAPI()
@app.get("/health")
def health(): return {"ok": True}
`;

const titles = { openai: 'OpenAI', anthropic: 'Anthropic', together: 'Together', ollama: 'Ollama', house: 'house' };

let project: LeakyProject;
let open: OpenDevmgr;

beforeEach(async () => {
  project = await leakyProject();
  writeFileSync(join(project.path, 'app', '__init__.py'), '');
  writeFileSync(join(project.path, 'app', 'main.py'), application);
});
afterEach(async () => {
  await open.close();
  await project.remove();
});

it('keys are on no screen, in no file and with no server, whatever a provider says', async () => {
  const env = { ...project.env, DEVMGR_SYSTEM_PORT: String(await freePort()) };
  open = openDevmgr(project.path, { home: project.home, env, cols: 170, rows: 48 });
  const { app } = open;
  // Every frame, not only those that are waited for.
  const frames = new Set<string>();
  const watch = app.term.onWriteParsed(() => void frames.add(unwrapped(app)));
  await app.waitFor(/● .*openai +ready/);
  await app.waitFor(/house +ready/);
  app.key('s');
  await app.waitFor(/running\s+healthy/);
  app.key('v');
  await app.waitFor('t try');
  for (const [index, [id, title]] of Object.entries(titles).entries()) {
    select(app, id);
    await app.waitFor(new RegExp(`╭─ ${id} ─`));
    app.key('t');
    await app.waitFor(`Ask ${id}`);
    app.type(project.questions[index * 4]!);
    app.key('enter');
    await app.waitFor(new RegExp(`✗ ${title}`));
  }
  app.key('m');
  await app.waitFor('Esc close');
  app.key('escape');
  await app.waitFor(() => !app.text().includes('Esc close'));
  app.key('R');
  await app.waitFor(/openai +ready/);
  app.key('F5');
  await app.waitFor(/(WARN|DEBUG|INFO)\s+system/);
  app.key('q');
  await app.exited;
  watch.dispose();
  // Of those that were waited for some may have come with another one.
  expect(frames.size).toBeGreaterThan(10);
  for (const frame of frames) project.expectNone('a frame', frame);
  expect([...frames].join('\n')).toContain('***');
  project.expectNone('files below the home', project.files());

  const file = join(project.path, 'environment.json');
  expect(existsSync(file)).toBe(true);
  const environment = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  expect(environment['OPENAI_API_KEY']).toBe(project.env['OPENAI_API_KEY']);
  expect(environment).not.toHaveProperty('ANTHROPIC_API_KEY');
  expect(JSON.stringify(environment)).not.toContain(project.dotenvKey);
});

/** Clicks its row: the name stands elsewhere, too. */
function select(app: PtyApp, id: string): void {
  const rows = app.text().split('\n');
  const header = rows.findIndex((row) => row.includes('PROVIDER'));
  const y = rows.findIndex((row, index) => index > header && new RegExp(`^│. .${id} `).test(row));
  app.click(6, y);
}

/** The screen, and again without borders and ends of lines: a key may be wrapped. */
function unwrapped(app: PtyApp): string {
  const text = app.text();
  return `${text}\n${text.replace(/[\s│┃|║▏▕]+/g, '')}`;
}
