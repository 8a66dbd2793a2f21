import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const answer = [
  'Orders are made by `create_order` (app/routers/orders.py:25-30), which app/pricing.py:400 does not do.',
  '',
  '```python',
  'def refund(order):',
  '    return order',
  '```',
  '',
].join('\n');

async function ask({ app }: ChatStage, text: string): Promise<void> {
  await app.waitFor('Message');
  app.type(text);
  app.key('enter');
}

describe('asking', () => {
  it('streams an answer, says what it does, and keeps what came when it is stopped', async () => {
    const model = new GatedStream();
    await onStage({ streams: [model.stream] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'how are orders made?');
      await app.waitFor('Conversation: how are orders made?');
      await app.waitFor('◐ asking m');
      await app.waitFor('Sources');
      model.say('First words. ');
      await app.waitFor('First words.');
      await app.waitFor('◐ m answers');
      app.key('escape');
      await app.waitFor('stopped, what came is kept');
      await app.waitFor('First words.');
      await app.waitFor(() => !app.text().includes('◐ m answers'));
      // What is written next is a new question.
      app.key('escape');
      await app.waitFor('r again');
      app.type('r');
      model.say('Second try.');
      model.end();
      await app.waitFor('Second try.');
      await app.waitFor(() => !app.text().includes('First words.'));
      expect(model.requests).toHaveLength(2);
    });
  });

  it('marks what is cited as found or not, and opens it', async () => {
    await onStage({ streams: [says(answer)] }, async (stage) => {
      const { app, click } = stage;
      await ask(stage, 'how are orders made?');
      await app.waitFor('app/routers/orders.py:25-30 ✓');
      await app.waitFor('app/pricing.py:400 ✗ the file has');
      expect(app.text().split('app/pricing.py:400')).toHaveLength(2);
      click('app/routers/orders.py:25-30 ✓');
      await app.waitFor('─ app/routers/orders.py:25-30');
      await app.waitFor('def create_order');
      app.key('escape');
      await app.waitFor('Conversation: how are orders made?');
    });
  });

  it('quotes passages where there is no model, and says so', async () => {
    await onStage({}, async (stage) => {
      const { app } = stage;
      await app.waitFor('stays on this machine');
      await ask(stage, 'where are prices computed?');
      await app.waitFor('not written by a model');
      await app.waitFor(() => !app.text().includes('◐'));
      await app.waitFor(/Sources \d+/);
      app.key('escape');
      await app.waitFor('y copy');
      app.key('tab');
      await app.waitFor('Enter open');
      app.key('enter');
      await app.waitFor(/─ \S+\.\w+:\d+(-\d+)? ─/);
    });
  });

  it('keeps a question that comes while another is answered', async () => {
    const model = new GatedStream();
    await onStage({ streams: [model.stream] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'one');
      model.say('words');
      await app.waitFor('words');
      app.type('two');
      app.key('enter');
      await app.waitFor('A question is being answered');
      await app.waitFor(/Message .*\n│two/);
      model.end();
      await app.waitFor('tokens');
    });
  });

  it('says that there is nothing to ask', async () => {
    await onStage({}, async (stage) => {
      const { app } = stage;
      await ask(stage, '  ');
      await app.waitFor('The question is empty');
    });
  });

  it('shows what tries to be more than text as text', async () => {
    const hostile = 'A {red-fg}tag{/} and \x1b[2J\x1b]0;title\x07 escapes <b>html</b>';
    await onStage({ streams: [says(hostile)] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'say {bold}this{/bold} *as it is*');
      await app.waitFor('A {red-fg}tag{/} and');
      await app.waitFor('<b>html</b>');
      await app.waitFor('say {bold}this{/bold} *as it is*');
      await app.waitFor('AI Chat');
    });
  });

  it('takes a question back to be edited, with the arrow keys too', async () => {
    await onStage({ streams: [says('Fine.')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'first question');
      await app.waitFor('Fine.');
      app.key('up');
      await app.waitFor(/Message .*\n│first question/);
      app.key('down');
      await app.waitFor('Ask about this project');
      app.key('escape');
      await app.waitFor('e edit');
      app.type('e');
      await app.waitFor(/Message .*\n│first question/);
      await app.waitFor(() => !app.text().includes('Fine.'));
      // Who leaves it has lost nothing.
      app.key('escape');
      await app.waitFor('Fine.');
      app.type('e');
      await app.waitFor(() => !app.text().includes('Fine.'));
      await app.waitFor(/Message .*\n│first question +│/);
      app.type(' again');
      app.key('enter');
      await app.waitFor('Conversation: first question again');
    });
  });
});

describe('the conversation', () => {
  it('stays where somebody reads while more comes, and follows again at its end', async () => {
    const model = new GatedStream();
    await onStage({ streams: [model.stream], rows: 24 }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'a long one');
      model.say(Array.from({ length: 60 }, (_, at) => `- line ${at}\n`).join(''));
      await app.waitFor('line 59');
      app.key('pageup');
      await app.waitFor('Esc stop');
      app.key('home');
      await app.waitFor('a long one');
      model.say('- a late line\n');
      await app.waitFor('line 3');
      expect(app.text()).not.toContain('a late line');
      app.key('end');
      await app.waitFor('a late line');
    });
  });

  it('is searched', async () => {
    await onStage({ streams: [says('alpha beta\n\nbeta gamma')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'letters');
      await app.waitFor('gamma');
      app.key('C-f');
      await app.waitFor('words of this conversation');
      app.type('beta');
      await app.waitFor(/1 of 2/);
      app.key('enter');
      await app.waitFor(/2 of 2/);
      app.key('escape');
      await app.waitFor('y copy');
      await app.waitFor(() => !/\d of 2 /.test(app.text()));
    });
  });

  it('is one of several that are kept: found, renamed, deleted', async () => {
    await onStage({ streams: [says('Yes.')] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'about apples');
      await app.waitFor('Yes.');
      app.key('C-n');
      await app.waitFor('─ Conversation ─');
      await ask(stage, 'about pears');
      await app.waitFor('Conversation: about pears');
      await app.waitFor('Yes.');
      app.type('/rename Fruit');
      app.key('enter');
      await app.waitFor('Conversation: Fruit');
      app.type('/history apples');
      app.key('enter');
      await app.waitFor('Conversations with "apples"');
      app.key('enter');
      await app.waitFor('Conversation: about apples');
      app.key('escape');
      await app.waitFor('[Write w]');
      app.type('x');
      await app.waitFor('Delete the conversation "about apples"?');
      app.key('left');
      app.key('enter');
      await app.waitFor('─ Conversation ─');
      app.key('C-r');
      await app.waitFor('Fruit');
      await app.waitFor(() => !app.text().includes('about apples'));
    });
  });
});

describe('what is done with an answer', () => {
  it('copies code, saves it where the person says, and asks before it replaces', async () => {
    await onStage({ streams: [says(answer)] }, async (stage) => {
      const { app, copied, root } = stage;
      await ask(stage, 'refund?');
      await app.waitFor('def refund');
      // While it is being written Esc stops it.
      await app.waitFor('Esc read');
      app.key('escape');
      await app.waitFor('S save code');
      app.type('y');
      await app.waitFor('Copied the answer');
      expect(copied[0]).toContain('def refund(order):');
      expect(copied[0]).toContain('Orders are made');
      // A link before it, then the code.
      app.key('end');
      app.key('left');
      app.key('enter');
      await app.waitFor('Copied the code');
      expect(copied[1]?.trimEnd()).toBe('def refund(order):\n    return order');
      app.type('S');
      await app.waitFor('Save the code as');
      app.key('enter');
      await app.waitFor('write where, or press Esc');
      app.type('app/routers/refunds.py');
      app.key('enter');
      await app.waitFor('Saved app/routers/refunds.py, 2 lines');
      const file = join(root, 'app/routers/refunds.py');
      expect(readFileSync(file, 'utf8')).toBe('def refund(order):\n    return order\n');
      app.type('S');
      await app.waitFor('Save the code as');
      app.type('app/main.py');
      app.key('enter');
      await app.waitFor('Replace app/main.py?');
      app.key('escape');
      await app.waitFor('r again');
      expect(readFileSync(join(root, 'app/main.py'), 'utf8')).not.toContain('def refund');
      app.type('S');
      await app.waitFor('Save the code as');
      app.type('../outside.py');
      app.key('enter');
      await app.waitFor('S save code');
      expect(existsSync(join(root, '../outside.py'))).toBe(false);
    }).catch((error: unknown) => {
      // The refusal is an error of the command, which the stage hands on.
      expect(String(error)).toContain('../outside.py is outside the project');
    });
  });
});

describe('what goes with a question', () => {
  it('completes commands and paths, and runs them', async () => {
    const model = new GatedStream();
    await onStage({ streams: [model.stream] }, async (stage) => {
      const { app } = stage;
      await app.waitFor('code on');
      await app.waitFor('▾ app');
      app.type('/cont');
      await app.waitFor("Use the Project's Code or Not");
      app.key('tab');
      await app.waitFor('/context');
      app.type('off');
      app.key('enter');
      await app.waitFor('code off');
      app.type('/index off');
      app.key('enter');
      await app.waitFor('Index off');
      await app.waitFor('The index is off');
      app.type('/index on');
      app.key('enter');
      await app.waitFor('Index 29 files ✓');
      await app.waitFor('▾ app');
      app.type('/pin ');
      await app.waitFor('app/__init__.py');
      app.type('pric');
      await app.waitFor('app/pricing.py');
      app.key('tab');
      app.key('enter');
      await app.waitFor('1 pinned');
      app.type('/nonsense');
      app.key('enter');
      await app.waitFor('There is no command /nonsense');
      await app.waitFor('│/nonsense');
    });
  });

  it('makes an attachment of a paste that is too long to read', async () => {
    const model = new GatedStream();
    await onStage({ streams: [model.stream] }, async (stage) => {
      const { app } = stage;
      await app.waitFor('Message');
      app.paste('a line of a log\n'.repeat(5_000));
      await app.waitFor('Attached the pasted text, 80 kB');
      await app.waitFor('+ pasted text');
      await ask(stage, 'what is this?');
      await app.waitFor('+ pasted text  80 kB');
      await app.waitFor('◐ asking m');
      expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('a line of a log');
      model.end();
    });
  });

  it('leaves a folder out of the index and brings it back', async () => {
    await onStage({}, async (stage) => {
      const { app, root } = stage;
      await app.waitFor('Index 29 files ✓');
      await app.waitFor('▾ app');
      app.type('/files');
      app.key('enter');
      await app.waitFor('- leave out');
      app.type('-');
      await app.waitFor('Index 13 files ✓');
      expect(readFileSync(join(root, '.devmgrignore'), 'utf8')).toBe('/app/\n');
      app.type('+');
      await app.waitFor('Bring back into the index');
      app.key('enter');
      // With .devmgrignore, which has no line now.
      await app.waitFor('Index 30 files ✓');
      expect(readFileSync(join(root, '.devmgrignore'), 'utf8')).toBe('');
    });
  });
});

describe('a small screen', () => {
  it('shows sources and index as a page of their own, and code as another', async () => {
    await onStage({ cols: 80, rows: 24, streams: [says(answer)] }, async (stage) => {
      const { app } = stage;
      await ask(stage, 'orders');
      await app.waitFor('tokens');
      expect(app.text()).not.toContain('Sources');
      app.key('M-i');
      await app.waitFor(/Sources \d+/);
      await app.waitFor('Index 29 files');
      await app.waitFor(() => !app.text().includes('Message'));
      app.key('enter');
      await app.waitFor('Esc back');
      app.key('escape');
      await app.waitFor(/Sources \d+/);
      app.key('escape');
      await app.waitFor('Message');
    });
  });
});
