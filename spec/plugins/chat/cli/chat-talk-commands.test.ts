import { readFileSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginManifest, SlashCommand } from 'devmgr/plugin-api';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeTalk } from '../../../../plugins/chat/cli/chat-talk-completion.js';
import { talkCommand, talkCommands } from '../../../../plugins/chat/cli/chat-talk-commands.js';
import { completePath } from '../../../../plugins/chat/cli/talk/complete-path.js';
import { createChatSession } from '../../../../plugins/chat/conversation/create-chat-session.js';

const file = new URL('../../../../plugins/chat/package.json', import.meta.url);
const { devmgr } = JSON.parse(readFileSync(file, 'utf8')) as { devmgr: PluginManifest };
const slash = (devmgr.commands ?? []).flatMap(({ slash: written }) => (written ? [written.name] : []));

let root: string;
let test: ReturnType<typeof createTestContext>;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'devmgr-talk-'));
  test = createTestContext({ manifest: devmgr, root, storageDir: root });
  await mkdir(join(root, 'app', 'routers'), { recursive: true });
  for (const path of ['app/pricing.py', 'app/.env', 'app/routers/x.py', 'a\x1b[2Jb.md', '.hidden', 'README.md'])
    await writeFile(join(root, path), '');
});
afterAll(async () => {
  await test.dispose();
  await rm(root, { recursive: true, force: true });
});

const commandsWith = (others: readonly SlashCommand[] = []) =>
  talkCommands({ manifest: devmgr, commands: { ...test.context.commands, slashCommands: () => others } });
const named = (line: string) => {
  const found = talkCommand(line, commandsWith());
  return found === undefined || found === 'unknown' ? found : [found.command.name, found.argument];
};

describe('talkCommands', () => {
  it('are those of the screen, by the same names, and what only lines need', () => {
    expect(commandsWith().map(({ name }) => name)).toEqual([...slash, 'open', 'exit']);
    expect(slash).toEqual(expect.arrayContaining(['context', 'export', 'rename', 'clear', 'files', 'detach', 'again']));
  });

  it('has what other plugins offer behind its own', () => {
    const weather = { name: 'weather', argument: 'place', title: 'Tell the Weather', commandId: 'weather.tell' };
    const other = { ...weather, name: 'attach', commandId: 'chat2.attach-file' };
    const found = commandsWith([other, weather]).filter(({ name }) => ['attach', 'weather'].includes(name));
    expect(found.map(({ name, commandId }) => [name, commandId])).toEqual([
      ['attach', 'chat.attach-file'],
      ['weather', 'weather.tell'],
    ]);
  });

  it('tells commands from questions', () => {
    expect(named('/exit')).toEqual(['exit', '']);
    expect(named('/attach  my notes.md ')).toEqual(['attach', 'my notes.md']);
    expect(named('/code')).toEqual(['context', '']);
    expect(named('/nosuch thing')).toBe('unknown');
    expect(named('/')).toBe('unknown');
    expect(named('/etc/hosts is read where?')).toBeUndefined();
    expect(named('why / how')).toBeUndefined();
  });
});

describe('completion', () => {
  it('completes commands, and what may stand after them', async () => {
    const openStore = () => Promise.reject(new Error('nothing is kept here'));
    const answer = () => (async function* () {})();
    const session = createChatSession({ context: test.context, answer, openStore });
    session.attach({ kind: 'text', title: 'notes.md', text: 'x' });
    const complete = (line: string) =>
      completeTalk(line, { commands: commandsWith(), session, context: test.context, from: root });
    expect(complete('/h')).toEqual(['/history ', '/help']);
    expect(complete('/attach app/pri')).toEqual(['/attach app/pricing.py']);
    expect(complete('/pin app/r')).toEqual(['/pin app/routers/']);
    expect(complete('/detach n')).toEqual(['/detach notes.md']);
    expect(complete('/context o')).toEqual(['/context on', '/context off']);
    expect(complete('why')).toEqual([]);
    await session.dispose();
  });

  it('goes on with paths: no hidden ones, and none that a terminal would obey', () => {
    expect(completePath('', root)).toEqual(['README.md', 'app/']);
    expect(completePath('.h', root)).toEqual(['.hidden']);
    expect(completePath('app/', root)).toEqual(['app/pricing.py', 'app/routers/']);
    expect(completePath('nowhere/x', root)).toEqual([]);
    expect(completePath('~/', root)).toEqual(
      completePath(`${homedir()}/`, root).map((at) => at.replace(homedir(), '~')),
    );
  });
});
