import { expect, it } from 'vitest';
import { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import { scriptedAdapter } from '../../../../support/fine-tuning/scripted-adapter.js';
import { onSystemStage } from '../system-stage.js';

it.each([
  [80, 24],
  [120, 40],
] as const)(
  'the button Back goes one step back, and what the table cuts is whole beside it, on %d x %d',
  (cols, rows) =>
    onSystemStage({ cols, rows }, async ({ app, context, click }) => {
      const id = 'an-owner/a-model-with-a-name-that-is-cut';
      const adapter = scriptedAdapter('scripted', { baseModels: () => Promise.resolve([{ id }]) });
      (await context.services.require(FineTuning)).registerAdapter(adapter);
      await app.waitFor('v AI');
      app.key('v');
      await app.waitFor('v fine-tuning');
      app.key('v');
      await app.waitFor('n new job');
      app.key('n');
      await app.waitFor('New fine-tuning job');
      app.key('down', 'enter');
      await app.waitFor('another model…');
      app.key('enter');
      await app.waitFor(/base model +an-owner\/\S*…/);
      await app.waitFor(/│base model\s+an-owner/);
      expect(app.text()).not.toContain('G gateway');
      app.key('down', 'enter');
      await app.waitFor('Training file · Enter takes it');
      click('[Back');
      await app.waitFor(() => !app.text().includes('Training file · Enter takes it'));
      expect(app.text()).toContain('New fine-tuning job');
      click('[Back');
      await app.waitFor('n new job');
    }),
);
