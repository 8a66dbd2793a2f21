import { it } from 'vitest';
import { says } from '../../system/providers/support/scripted-provider.js';
import { onCodegenStage } from './codegen-stage.js';

const large = { cols: 120, rows: 40, streams: [says('')] as const };

it('shows whom the settings name before anything is asked', async () => {
  await onCodegenStage({ ...large, settings: { model: 'corp/big/coder' } }, async ({ app }) => {
    await app.waitFor('big/coder ▾');
    await app.waitFor(/corp ▾/);
  });
  await onCodegenStage(large, async ({ app }) => void (await app.waitFor(/auto ▾.*default ▾/)));
});
