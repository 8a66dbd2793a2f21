import { expect, it } from 'vitest';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { scriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';
import { onSystemStage } from '../system-stage.js';

it.each([
  [80, 24],
  [120, 40],
] as const)('the form tells all that is wrong in the settings of its provider, on %d x %d', (cols, rows) =>
  onSystemStage({ cols, rows }, async ({ app, context }) => {
    const adapter = scriptedAdapter();
    adapter.setAvailability({ kind: 'ready', notice: 'epochs must be a number.\nkind is a choice without choices.' });
    (await context.services.require(FineTuning)).registerAdapter(adapter);
    await app.waitFor('v AI');
    app.key('v');
    await app.waitFor('v fine-tuning');
    app.key('v');
    await app.waitFor('n new job');
    app.key('n');
    await app.waitFor('New fine-tuning job');
    await app.waitFor(/│epochs must be a number\. /);
    expect(app.text()).toMatch(/│kind is a choice without choices\. /);
  }),
);
