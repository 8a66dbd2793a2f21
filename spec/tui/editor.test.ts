import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';
import { until } from '../core/processes/until.js';

let home: ReturnType<typeof temporaryHome>;
let open: OpenDevmgr | undefined;

const manifest = {
  tab: { id: 'opener', title: 'Opener', order: 90 },
  commands: [{ id: 'opener.edit', title: 'Edit', label: 'edit', keys: ['E'] }],
};
const plugin = `import { join } from 'node:path';
export default { activate(ctx) {
  ctx.commands.register('opener.edit', () => ctx.screen.edit({ path: join(ctx.workspace.root, 'a file.py'), line: 7 }));
  ctx.tabs.register('opener', () => {});
} }`;

/** An editor that says what it got, reads a line from the terminal, and what it is told to do next. */
const editor = `#!/bin/sh
echo "editing: $*"
stty -a < /dev/tty | grep -o -- '-\\?icanon'
read -r answer
echo "got $answer" >> "$0.told"
case "$answer" in fail) exit 3 ;; die) kill -KILL $$ ;; esac
`;

beforeEach(() => {
  home = temporaryHome();
  mkdirSync(join(home.path, 'project'));
  writeFileSync(join(home.path, 'project', 'a file.py'), 'x = 1\n');
  writeFileSync(join(home.path, 'vim'), editor);
  chmodSync(join(home.path, 'vim'), 0o755);
  writePlugin(join(home.path, 'plugins'), 'opener', plugin, manifest);
});
afterEach(async () => {
  await open?.close();
  home.remove();
});

/** Esc ends what is shown; only then is the next key one of its own. */
async function again(): Promise<void> {
  const app = open?.app;
  app?.key('Escape');
  await app?.waitFor(() => !/vim (ended|was|could)|Show this help/.test(app.text()));
  app?.key('E');
}

async function start(command: string): Promise<OpenDevmgr> {
  const env = { EDITOR: command, VISUAL: '' };
  open = openDevmgr(join(home.path, 'project'), { home: home.path, cols: 80, rows: 24, env });
  await open.app.waitFor('Opener');
  open.click('Opener');
  await open.app.waitFor('edit');
  return open;
}

it('hands the terminal to the editor and comes back whole, with the size of then; an interrupt there is not for devmgr', async () => {
  const path = join(home.path, 'vim');
  const { app } = await start(`${path} -p`);
  const before = app.modes();
  expect(before).toMatchObject({ alternate: true, bracketedPaste: true });
  app.key('E');
  await app.waitFor(`editing: -p +7 ${join(home.path, 'project', 'a file.py')}`);
  expect(app.modes()).toMatchObject({ alternate: false, mouse: 'none', bracketedPaste: false, cursorHidden: false });
  await app.waitFor(/(^|\n) *icanon/);
  app.resize(100, 30);
  app.send('all of this goes there\r');
  await app.waitFor('quit');
  expect(readFileSync(`${path}.told`, 'utf8')).toBe('got all of this goes there\n');
  expect(app.modes()).toEqual(before);
  await app.waitFor(() => (app.text().split('\n')[0] ?? '').trimEnd().length > 80);
  await app.waitFor('Opener');
  // Keys and mouse are devmgr's again.
  app.key('?');
  await app.waitFor('Show this help');
  await again();
  await app.waitFor('editing:');
  app.send('\x03');
  await app.waitFor(/vim was ended by SIGINT|vim ended with exit code/);
  expect(app.modes()).toEqual(before);
  expect(app.hasExited).toBe(false);
});

it('says why nothing was opened: an editor that fails or dies, or is not there, a file that is gone', async () => {
  const { app } = await start(join(home.path, 'vim'));
  app.key('E');
  await app.waitFor('editing:');
  app.send('fail\r');
  await app.waitFor('vim ended with exit code 3');
  await again();
  await app.waitFor('editing:');
  app.send('die\r');
  await app.waitFor('vim was ended by SIGKILL');
  rmSync(join(home.path, 'vim'));
  await again();
  await app.waitFor('vim could not be started: it was not found');
  rmSync(join(home.path, 'project', 'a file.py'));
  await again();
  await app.waitFor('a file.py does not exist any more');
  expect(app.modes()).toMatchObject({ alternate: true });
});

it('leaves the screen as it is for an editor with a window', async () => {
  const told = join(home.path, 'told');
  const code = join(home.path, 'code');
  writeFileSync(code, `#!/bin/sh\nprintf '%s\\n' "$@" > ${told}.new && mv ${told}.new ${told}\n`);
  chmodSync(code, 0o755);
  const { app } = await start(`${code} --wait`);
  app.key('E');
  await until(() => existsSync(told), 'the editor was started');
  expect(readFileSync(told, 'utf8')).toBe(`-g\n${join(home.path, 'project', 'a file.py')}:7\n`);
  expect(app.modes()).toMatchObject({ alternate: true });
});
