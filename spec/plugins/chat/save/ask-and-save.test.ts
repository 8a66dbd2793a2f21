import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Screen } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askAndSave } from '../../../../plugins/chat/save/ask-and-save.js';
import { projectWriter } from '../../../support/project-writer.js';

let dir: string;
let root: string;
let writer: ReturnType<typeof projectWriter>;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-save-')));
  root = join(dir, 'project');
  mkdirSync(join(root, 'app'), { recursive: true });
  writer = projectWriter(root, join(dir, 'home'));
});
afterEach(async () => {
  await writer.dispose();
  rmSync(dir, { recursive: true, force: true });
});

const manifest = { id: 'chat', title: 'Chat', apiVersion: '1.0', main: 'index.js' } as const;
const get = (path: string) => readFileSync(join(root, path), 'utf8');

/** A person who answers in this order. */
function person(...answers: (string | boolean)[]) {
  const asked: string[] = [];
  const answer = (title: string) => Promise.resolve((asked.push(title), answers.shift()));
  const screen = {
    prompt: ({ title }: { title: string }) => answer(title),
    confirm: ({ title, detail }: { title: string; detail?: string }) => answer(`${title} ${detail ?? ''}`),
  } as unknown as Partial<Screen>;
  const test = createTestContext({ manifest, root, storageDir: dir, screen });
  return { ...test, asked };
}

function withWriter(...answers: (string | boolean)[]) {
  const test = person(...answers);
  test.context.services.provide(ProjectWriter, writer);
  return test;
}

const question = { title: 'Save the code as', text: 'x = 1\n' };

it('asks where until there is an answer, and says what was saved', async () => {
  const { context, asked, notifications } = withWriter(' ', ' app/new/b.py ');
  await askAndSave(context, question);
  expect(get('app/new/b.py')).toBe('x = 1\n');
  expect(asked).toEqual(['Save the code as', 'Save the code as: write where, or press Esc']);
  expect(notifications).toMatchObject([{ severity: 'success', message: 'Saved app/new/b.py, 1 line' }]);
  await writer.undo();
  expect(() => get('app/new/b.py')).toThrow('ENOENT');
});

it('replaces a file only when the person agrees, and never with what is in it already', async () => {
  writeFileSync(join(root, 'a.py'), 'old\nold\n');
  const no = withWriter(false);
  await askAndSave(no.context, { ...question, path: 'a.py' });
  expect([get('a.py'), no.asked]).toEqual(['old\nold\n', ['Replace a.py? It has 2 lines; it will have 1 line.']]);
  await askAndSave(withWriter(true).context, { ...question, path: 'a.py' });
  expect(get('a.py')).toBe('x = 1\n');
  const again = withWriter();
  await askAndSave(again.context, { ...question, path: 'a.py' });
  expect(again.notifications).toMatchObject([{ message: 'a.py has exactly this already' }]);
});

it('asks before it writes a protected file', async () => {
  const { context, asked } = withWriter(false);
  await askAndSave(context, { ...question, path: '.env' });
  expect(asked).toEqual(['Write .env? .env is a file that commonly holds secrets.']);
  expect(() => get('.env')).toThrow('ENOENT');
  await askAndSave(withWriter(true).context, { ...question, path: '.env' });
  expect(get('.env')).toBe('x = 1\n');
});

it('writes nothing when the file changed while the person was asked', async () => {
  writeFileSync(join(root, 'a.py'), 'old\n');
  const screen = {
    confirm() {
      writeFileSync(join(root, 'a.py'), 'theirs\n');
      return Promise.resolve(true);
    },
  } as unknown as Partial<Screen>;
  const { context } = createTestContext({ manifest, root, storageDir: dir, screen });
  context.services.provide(ProjectWriter, writer);
  const trial = askAndSave(context, { ...question, path: 'a.py' });
  await expect(trial).rejects.toMatchObject({ code: 'DEVMGR_WRITE_CONFLICT' });
  expect(get('a.py')).toBe('theirs\n');
});

it('takes a path below the home folder, where the project is', async () => {
  const way = relative(realpathSync(homedir()), root);
  await askAndSave(withWriter().context, { ...question, path: `~/${way}/app/b.py` });
  expect(get('app/b.py')).toBe('x = 1\n');
  await expect(askAndSave(withWriter().context, { ...question, path: '~/x.py' })).rejects.toMatchObject({
    message: expect.stringContaining('is outside the project') as string,
  });
});

it('says so when nobody writes files', async () => {
  await expect(askAndSave(person().context, { ...question, path: 'a.py' })).rejects.toMatchObject({
    code: 'PLUGIN_CHAT_SAVE',
    message: 'Nothing can be saved: the Code Gen plugin, which writes files, is not there',
  });
});
