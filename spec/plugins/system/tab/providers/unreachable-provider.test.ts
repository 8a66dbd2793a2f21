import { expect, it } from 'vitest';
import { onSystemStage } from '../system-stage.js';
import { drivenProvider } from './driven-provider.js';

it('a provider that is down may be chosen for later: that it is down, and who is asked until then, is told', () => {
  const status = { kind: 'unreachable', reason: 'connection refused', hint: 'Start it' } as const;
  const providers = [drivenProvider('acme'), drivenProvider('delta', { status, models: [], defaultModel: undefined })];
  return onSystemStage({ cols: 160, rows: 34, providers }, async (stage) => {
    const { app } = stage;
    await app.waitFor('AI providers 1 ready');
    await app.waitFor('v AI');
    app.key('v');
    await app.waitFor('R refresh');
    app.key('R');
    await app.waitFor('AI providers 2 ready ─');
    app.key('end');
    await app.waitFor('connection refused');
    for (const key of ['t', 'm'] as const) app.key(key);
    await expect
      .poll(() => stage.told)
      .toEqual([
        'system.try-provider: delta is not reached: connection refused. Start it',
        'system.choose-model: delta is not reached: connection refused. Start it',
      ]);
    app.key('u');
    await app.waitFor('delta is asked by default in this project');
    await app.waitFor('Start it');
    expect(stage.remembered('ai')).toMatchObject({ selection: 'delta' });
  });
});
