import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from 'devmgr/plugin-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandRegistry } from '../../../../../core/commands/command-registry.js';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';
import { says } from '../../../system/providers/support/scripted-provider.js';
import { onChatStage, type ChatStage, type ChatStageOptions } from '../chat-stage.js';
import { GatedStream } from './gated-stream.js';

let built: BuiltPlugin;
beforeAll(
  async () => void (built = await builtPlugin(fileURLToPath(new URL('../../../../../plugins/chat', import.meta.url)))),
);
afterAll(() => built[Symbol.asyncDispose]());

const onStage = (options: Partial<ChatStageOptions>, test: (stage: ChatStage) => Promise<void>) =>
  onChatStage({ cols: 120, rows: 40, pluginDir: built.dir, ...options }, test);

async function ask({ app }: ChatStage, text: string): Promise<void> {
  await app.waitFor('Message');
  app.type(text);
  app.key('enter');
}

const composed = (text: string) => new RegExp(`Message .*\\n│${text}`);

/** What a key would do where the keys are in a pane of the page. */
function commandOf(key: string, focus: string): string | undefined {
  const manifest = JSON.parse(readFileSync(join(built.dir, 'package.json'), 'utf8')) as { devmgr: PluginManifest };
  const catalog = new CommandRegistry({ activate: () => Promise.resolve(), report: () => undefined });
  catalog.declare(manifest.devmgr);
  for (const [name, value] of Object.entries({ tab: 'chat', 'chat.page': 'talk', focus }))
    catalog.setContext(name, value);
  return catalog.forKey(key)?.id;
}

describe('keys between writing and reading', () => {
  it('never write after Esc', () => {
    expect(commandOf('escape', 'chat.conversation')).toBeUndefined();
    for (const pane of ['composer', 'sources', 'tree', 'buttons'])
      expect(commandOf('escape', `chat.${pane}`)).toBe('chat.read-conversation');
    expect(commandOf('enter', 'chat.conversation')).toBe('chat.write-question');
    expect(commandOf('enter', 'chat.sources')).toBe('chat.open-source');
  });

  it('end in reading after Esc, however often: only w, Enter or a click writes', async () => {
    await onStage({ streams: [says('Yes.')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'a question');
      await app.waitFor('Yes.');
      app.key('escape');
      await app.waitFor('[Write w]');
      app.key('tab');
      await app.waitFor('Enter open');
      app.key('escape');
      await app.waitFor('[Write w]');
      await app.waitFor(composed('Ask about this project'));
      app.type('w');
      await app.waitFor('Enter send');
      app.key('escape');
      await app.waitFor('[Write w]');
      app.key('enter');
      await app.waitFor('Enter send');
      // From the page that finds code, too.
      app.key('M-s');
      await app.waitFor('words, a question, a symbol');
      app.key('escape');
      await app.waitFor('c chat');
      app.key('escape');
      await app.waitFor('[Write w]');
    });
  });

  it('write where an earlier conversation was opened', async () => {
    await onStage({ streams: [says('Yes.')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'about apples');
      await app.waitFor('Yes.');
      app.key('C-n');
      await app.waitFor('─ Conversation ─');
      app.key('C-r');
      await app.waitFor('Search what was said…');
      app.key('enter');
      await app.waitFor('Conversation: about apples');
      await app.waitFor('Enter send');
      app.type('retry');
      await app.waitFor(composed('retry'));
    });
  });

  it('are told whom this conversation asks, when that was chosen', async () => {
    await onStage({ streams: [says('Yes.')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, '/model p/m');
      await app.waitFor('chat: m');
      await ask(stage, '/model auto');
      await app.waitFor(() => !app.text().includes('chat: m'));
    });
  });

  it('stay in the message where a command is wrong', async () => {
    await onStage({}, async (stage) => {
      const { app } = stage;
      await ask(stage, '/index frob');
      await app.waitFor('/index frob is not known');
      await app.waitFor('Enter send');
      app.type('s');
      await app.waitFor(composed('/index frobs'));
    });
  });
});

describe('a question', () => {
  it('is looked at, whatever was read', async () => {
    const long = Array.from({ length: 80 }, (_, at) => `- line ${at}\n`).join('');
    await onStage({ streams: [says(long), says('The second answer.')], rows: 24 }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'first');
      await app.waitFor('line 79');
      app.key('pageup', 'home');
      await app.waitFor('line 1');
      await app.waitFor(() => !app.text().includes('line 79'));
      app.type('w');
      await app.waitFor('Enter send');
      app.type('and its tests?');
      app.key('enter');
      await app.waitFor('The second answer.');
      await app.waitFor('› 2: and its tests?');
    });
  });

  it('is told that it has to wait, and stays', async () => {
    const model = new GatedStream();
    await onStage({ streams: [model.stream] }, async (stage) => {
      const { app } = stage;
      await app.waitFor('[Send Enter]');
      await ask(stage, 'one');
      model.say('words');
      await app.waitFor('words');
      await app.waitFor('[Stop Esc]');
      await app.waitFor(() => !app.text().includes('[Send'));
      app.type('two');
      app.key('enter');
      await app.waitFor('A question is being answered');
      await app.waitFor(composed('two'));
      model.end();
      await app.waitFor('[Send Enter]');
      await app.waitFor(() => !app.text().includes('[Stop'));
    });
  });

  it('that was emptied comes back', async () => {
    await onStage({}, async (stage) => {
      const { app } = stage;
      await app.waitFor('Message');
      app.type('a long thought');
      await app.waitFor(composed('a long thought'));
      app.key('C-c');
      await app.waitFor('The message was emptied');
      await app.waitFor(composed('Ask about this project'));
      app.key('C-z');
      await app.waitFor(composed('a long thought'));
    });
  });
});

describe('the buttons', () => {
  it('are those of the pane that has the keys, on a small screen too', async () => {
    await onStage({ cols: 80, rows: 24, streams: [says('Yes.')] }, async (stage) => {
      const { app } = stage;
      await app.waitFor('[New Ctrl-N] [History Ctrl-R] [Model Ctrl-O] [Code: on Ctrl-T] [Find Alt-S]');
      await ask(stage, 'orders');
      await app.waitFor('Yes.');
      app.key('M-i');
      await app.waitFor('[Pin p] [Refresh r] [Rebuild R] [Index: on o] [Code: on Ctrl-T]');
      app.key('escape');
      await app.waitFor('[Find Alt-S]');
    });
  });

  it('and the key line name what goes on in finding', async () => {
    await onStage({ streams: [says('alpha beta\n\nbeta gamma')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'letters');
      await app.waitFor('gamma');
      app.key('C-f');
      await app.waitFor('Enter next');
      await app.waitFor('↑ previous');
      await app.waitFor(() => !app.text().includes('[Send'));
      app.type('beta');
      await app.waitFor('1 of 2');
      app.key('down');
      await app.waitFor('2 of 2');
      app.key('up');
      await app.waitFor('1 of 2');
    });
  });
});

describe('earlier conversations', () => {
  it('are searched, renamed and deleted from their list', async () => {
    await onStage({ streams: [says('Red ones.')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'about apples');
      await app.waitFor('Red ones.');
      app.key('C-r');
      await app.waitFor('Search what was said…');
      app.type('search what');
      app.key('enter');
      await app.waitFor('Search what was said ─');
      app.type('red');
      app.key('enter');
      await app.waitFor('Conversations with "red"');
      app.type('rename');
      app.key('enter');
      await app.waitFor('Rename which conversation?');
      app.key('enter');
      await app.waitFor('Name of the conversation');
      app.type(' again');
      app.key('enter');
      await app.waitFor('Conversation: about apples again');
      app.key('C-r');
      await app.waitFor('Search what was said…');
      app.type('delete a');
      app.key('enter');
      await app.waitFor('Delete which conversation?');
      app.key('enter');
      await app.waitFor('Delete the conversation "about apples again"?');
      app.key('left', 'enter');
      await app.waitFor('─ Conversation ─');
    });
  });
});
