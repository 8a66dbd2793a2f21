import { readFileSync } from 'node:fs';
import type { PluginManifest } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import { hangs, says } from '../../system/providers/support/scripted-provider.js';
import { onCodegenStage } from './codegen-stage.js';

const manifestUrl = new URL('../../../../plugins/codegen/package.json', import.meta.url);
const { devmgr } = JSON.parse(readFileSync(manifestUrl, 'utf8')) as { devmgr: PluginManifest };
const large = { cols: 120, rows: 40 };
const newFile = '```json\n{ "wraps": 350 }\n```\n';

/** What the model was asked at last. */
function listening() {
  const asked: string[] = [];
  const stream: ReturnType<typeof says> = (request, options) => {
    asked.push(request.messages.at(-1)?.text ?? '');
    return says(newFile)(request, options);
  };
  return { asked, stream };
}

it('only leaves with Esc: it never begins to write', async () => {
  const escapes = (devmgr.commands ?? []).filter(({ keys }) => keys?.includes('escape')).map(({ id }) => id);
  expect(escapes).not.toContain('codegen.write-prompt');
  await onCodegenStage({ ...large, streams: [says(newFile)] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-g');
    await app.waitFor('a accept');
    app.type('w');
    await app.waitFor(() => !app.text().includes('a accept'));
    app.key('escape');
    await app.waitFor('a accept');
    app.key('M-c');
    await app.waitFor('in/out');
    app.key('escape');
    await app.waitFor('a accept');
  });
});

it('keeps an edited request that something else is asked for than, says so, and sends it with the same prompt', async () => {
  const { asked, stream } = listening();
  await onCodegenStage({ ...large, streams: [stream] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-r');
    await app.waitFor('Ctrl-S uses it as it stands here');
    app.type(' PLEASE');
    app.key('C-s');
    await app.waitFor('· your edited request');
    // Keys that are no commands of the code write nothing.
    app.type('qqq');
    app.type('w');
    app.type('!');
    await app.waitFor('Your edited request is not sent');
    await app.waitFor('not your edited request');
    app.key('backspace');
    await app.waitFor(() => app.text().includes('· your edited request'));
    app.key('C-g');
    await app.waitFor('1 hunk');
    expect(asked[0]).toContain('PLEASE');
  });
});

it('sends the request as it stands on its page', async () => {
  const { asked, stream } = listening();
  await onCodegenStage({ ...large, streams: [stream] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-r');
    await app.waitFor('User message');
    app.type(' PLEASE');
    app.key('C-g');
    await app.waitFor('1 hunk');
    expect(asked[0]).toContain('PLEASE');
  });
});

it('types a new target over the old one, goes on to the prompt with Tab, and says what an answer is for', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile), hangs()] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-g');
    await app.waitFor('1 hunk');
    app.key('M-o');
    app.type('data/other.json');
    await app.waitFor('│data/other.json ');
    await app.waitFor('Target new file · the answer is for data/wraps.json');
    await app.waitFor(/Preview data\/wraps\.json · for data\/wraps\.json/);
    app.key('tab');
    app.type(' of other');
    await app.waitFor('prices of other');
  });
});

it('shows the model a file that is named with @, or added with +', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile)] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices as in');
    app.type(' @rep');
    await app.waitFor('│app/reports.py');
    app.key('tab');
    await app.waitFor(/app\/reports\.py +named in the prompt/);
    app.key('M-c');
    await app.waitFor('+ add file');
    app.type('+');
    await app.waitFor('Show the model a file');
    app.type('main');
    app.key('enter');
    await app.waitFor(/app\/main\.py +named in the prompt/);
  });
});

it('edits at the change that is selected', async () => {
  const changes = [
    ['BULK_PERCENT = 5', 'BULK_PERCENT = 6'],
    ['    """The value added tax on an amount, in whole cents."""', '    """Tax."""'],
  ].map(([from, to]) => `<<<<<<< SEARCH\n${from}\n=======\n${to}\n>>>>>>> REPLACE\n`);
  await onCodegenStage(
    { ...large, streams: [says(`app/pricing.py\n\`\`\`python\n${changes.join('')}\`\`\`\n`)] },
    async ({ app, ask }) => {
      await ask('app/pricing.py', 'shorter');
      app.key('C-g');
      await app.waitFor('2 hunks');
      app.type('n');
      app.type('e');
      await app.waitFor('Edit app/pricing.py');
      app.type('# HERE');
      await app.waitFor('# HERE    """Tax."""');
    },
  );
});

it('sends no blank lines around the prompt', async () => {
  const { asked, stream } = listening();
  await onCodegenStage({ ...large, streams: [stream] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('home', 'enter', 'enter', 'C-g');
    await app.waitFor('1 hunk');
    expect(asked[0]).toContain('\nprices');
    expect(asked[0]).not.toContain('\n\n\nprices');
  });
});

it('shows what a model would see while none is ready, and says in the result that there is none', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile)], hasModel: false }, async ({ app }) => {
    app.type('tests/unit/test_pricing.py');
    app.key('enter');
    await app.waitFor('What shall be written?');
    app.type('more tests');
    await app.waitFor(/Context \d+ items? for a model that is ready/);
    await app.waitFor(/✓ app\/pricing\.py/);
    await app.waitFor(/Result[^]*✗ .*(model|provider)/);
  });
});

it('says how a prompt that was emptied comes back', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile)] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-u');
    await app.waitFor('Ctrl-Z brings back what stood here');
    app.key('C-z');
    await app.waitFor('│prices');
  });
});
