import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPlugin, type BuiltPlugin } from '../../../support/built-plugin.js';
import { onChatStage, type ChatStage, type ChatStageOptions } from './chat-stage.js';

let built: BuiltPlugin;
beforeAll(
  async () => void (built = await builtPlugin(fileURLToPath(new URL('../../../../plugins/chat', import.meta.url)))),
);
afterAll(() => built[Symbol.asyncDispose]());

const onStage = (options: Partial<ChatStageOptions>, test: (stage: ChatStage) => Promise<void>) =>
  onChatStage({ cols: 120, rows: 34, pluginDir: built.dir, ...options }, test);

describe('the tab of the code index', () => {
  it('reads the project by itself and finds while one types', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('Repository');
      await app.waitFor(/Results \d+ match/);
      await app.waitFor('class Repository');
      expect(app.text()).toMatch(/LANGUAGE\s+FILES\s+PIECES/);
      expect(app.text()).toContain('defines Repository');
    });
  });

  it('goes from the query to the results, to the code and back', async () => {
    await onStage({}, async ({ app }) => {
      await app.waitFor('● ready');
      app.type('refund an order');
      app.key('enter');
      await app.waitFor(/Results \d+ match/);
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
      app.key('tab');
      await app.waitFor('on/off');
      app.type('o');
      await app.waitFor('○ off');
      expect(app.text()).toContain('The index is off: press o');
      app.type('o');
      await app.waitFor('● ready');
    });
  });

  it('shows the index as a page of its own on a small screen', async () => {
    await onStage({ cols: 80, rows: 24 }, async ({ app, click }) => {
      await app.waitFor('Find');
      expect(app.text()).not.toContain('LANGUAGE');
      app.key('escape');
      app.key('tab');
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
});
