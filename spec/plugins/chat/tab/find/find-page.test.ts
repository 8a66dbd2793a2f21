import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';
import { onChatStage, type ChatStage, type ChatStageOptions } from '../chat-stage.js';

let built: BuiltPlugin;
beforeAll(
  async () => void (built = await builtPlugin(fileURLToPath(new URL('../../../../../plugins/chat', import.meta.url)))),
);
afterAll(() => built[Symbol.asyncDispose]());

const onStage = (options: Partial<ChatStageOptions>, test: (stage: ChatStage) => Promise<void>) =>
  onChatStage({ cols: 120, rows: 34, pluginDir: built.dir, page: 'find', ...options }, test);

describe('the tab of the code index', () => {
  it('reads the project by itself and finds while one types', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor(/Results \d+\+? match/);
      await app.waitFor('class Repository');
      await app.waitFor(/LANGUAGE\s+FILES\s+PIECES/);
      await app.waitFor('defines Repository');
    });
  });

  it('goes from the query to the results, to the code and back', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('refund an order');
      app.key('enter');
      await app.waitFor(/Results \d+\+? match/);
      app.key('down');
      app.key('right');
      await app.waitFor('back');
      app.key('escape');
      await app.waitFor('more like this');
      app.key('escape');
      await app.waitFor('Press / and type');
    });
  });

  it('finds what is like the selected code, and copies it', async () => {
    await onStage({}, async ({ app, copied }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('class Repository');
      app.key('enter');
      app.type('y');
      await app.waitFor('Copied');
      expect(copied[0]).toMatch(/^\S+\.py:\d+-\d+\n[^]*class Repository/);
      app.type('m');
      await app.waitFor(/matches · like \S+\.py:\d+/);
    });
  });

  it('follows changes of files', async () => {
    await onStage({}, async ({ app, root, index }) => {
      await app.waitFor('follows changes');
      writeFileSync(join(root, 'app', 'shipping.py'), 'def estimate_parcel_weight(items):\n    return sum(items)\n');
      await expect
        .poll(() => index.outline('app/shipping.py', { signal: new AbortController().signal }))
        .toHaveLength(1);
      app.type('estimate parcel weight');
      await app.waitFor('app/shipping.py');
      rmSync(join(root, 'app', 'shipping.py'));
      await expect
        .poll(() => index.outline('app/shipping.py', { signal: new AbortController().signal }))
        .toHaveLength(0);
    });
  });

  it('is switched off and on', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.key('escape');
      await app.waitFor('Press / and type');
      await app.waitFor('on/off');
      app.type('o');
      await app.waitFor('○ off');
      await app.waitFor('The index is off: press o');
      app.type('o');
      // Its threads end first, then they begin again.
      await app.waitFor('● ready');
    });
  });

  it('shows the index as a page of its own on a small screen', async () => {
    await onStage({ cols: 80, rows: 24 }, async ({ app, click }) => {
      await app.waitFor('Find');
      expect(app.text()).not.toContain('LANGUAGE');
      app.key('escape');
      await app.waitFor('i index');
      app.type('i');
      await app.waitFor('LANGUAGE');
      app.key('escape');
      await app.waitFor('WHERE');
      click('Refresh');
      await app.waitFor(/Find/);
    });
  });

  it('says that meaning is off', async () => {
    await onStage({ settings: { embedder: 'off' } }, async ({ app }) => {
      await app.waitFor('off: keywords only');
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('words');
    });
  });

  it('asks again when files have changed, and the selection stays with its code', async () => {
    await onStage({}, async ({ app, root }) => {
      const file = join(root, 'app', 'shipping.py');
      await app.waitFor('follows changes');
      app.type('parcel weight');
      await app.waitFor(/Results \d+\+? match/);
      writeFileSync(file, 'def parcel_weight(items):\n    return sum(items)\n');
      await app.waitFor('app/shipping.py:1-2');
      app.key('enter');
      await app.waitFor('─ app/shipping.py:1-2');
      writeFileSync(file, '# Weights.\nimport math\n\n\ndef parcel_weight(items):\n    return math.fsum(items)\n');
      await app.waitFor('─ app/shipping.py:1-6');
    });
  });

  it('forgets that it was off when it is on again', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('class Repository');
      app.key('enter');
      app.type('o');
      await app.waitFor('is switched off');
      await app.waitFor('Switch it on: devmgr index --on');
      app.type('o');
      await app.waitFor('class Repository');
    });
  });

  it('does not give the most that it looks for as a count', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('orders');
      await app.waitFor('50+ matches');
    });
  });

  it('says what fits where one types, and types over the old question', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      await app.waitFor('Type words, a question');
      await app.waitFor('[words, a question');
      app.type('orders');
      await app.waitFor(/Results \d+\+? match/);
      app.key('enter');
      await app.waitFor('more like this');
      app.type('/');
      await app.waitFor(() => !app.text().includes('/ find'));
      app.type('Repository');
      await app.waitFor('[Repository ');
      await app.waitFor('class Repository');
    });
  });

  it('leaves an empty question with Esc', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('Type words, a question');
      app.key('escape');
      await app.waitFor('Press / and type');
      await app.waitFor('/ find');
    });
  });

  it('says in the line of the question what is like what, and takes that as a question', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('class Repository');
      app.key('enter');
      app.type('m');
      await app.waitFor(/\[like app\/repository\.py:\d+-\d+_/);
      app.type('/');
      app.key('enter');
      await app.waitFor(/matches · like app\/repository\.py:\d+/);
    });
  });

  it('sorts by its headers, and ranks again', async () => {
    await onStage({}, async ({ app, click }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('class Repository');
      const first = () => app.row((app.find('WHERE')?.y ?? 0) + 1);
      const best = first();
      click('WHERE');
      await app.waitFor('WHERE▲');
      await app.waitFor(() => first() !== best);
      click('WHERE');
      click('WHERE');
      await app.waitFor(() => first() === best);
    });
  });

  it('shows the code in its file, and goes back with the left key at the beginning of lines', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('▌ class Repository');
      await app.waitFor(/34 +def __init__/);
      app.key('enter');
      app.key('enter');
      await app.waitFor('back');
      app.key('left');
      await app.waitFor('/ find');
      app.type('y');
      await app.waitFor('Copied app/repository.py');
    });
  });

  it('shows what is to be known of a result', async () => {
    await onStage({ settings: { embedder: './no-such-model' } }, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor('class Repository');
      const [results, note] = [app.find('Results')?.y ?? 0, app.find('! There is no')?.y ?? 99];
      expect(note).toBeLessThan(results);
      expect(note).toBeGreaterThan(0);
    });
  });
});
