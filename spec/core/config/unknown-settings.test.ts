import { describe, expect, it } from 'vitest';
import { Settings } from '../../../core/config/settings.js';
import type { SettingsLayer } from '../../../core/config/settings-files.js';
import { unknownSettings } from '../../../core/config/unknown-settings.js';

const spec = { type: 'object', default: {}, description: 'd' } as const;
const sections = new Map([
  ['core', { theme: spec }],
  ['system', { providers: spec, 'ai-order': spec }],
]);

const layer = (given: Record<string, unknown>): SettingsLayer => ({
  file: '/home/ann/.devmgr/config.toml',
  source: 'user',
  sections: given,
});
const of = (given: Record<string, unknown>) => unknownSettings([layer(given)], sections);
const FILE = '/home/ann/.devmgr/config.toml';

describe('what nobody reads in a settings file', () => {
  it.each([
    [{ system: { provider: { corp: {} } } }, `${FILE}: system.provider is not a setting. Did you mean providers?`],
    [{ system: { ai_order: [] } }, `${FILE}: system.ai_order is not a setting. Did you mean ai-order?`],
    [{ core: { colour: 'x' } }, `${FILE}: core.colour is not a setting; ignored`],
    [{ sytem: {} }, `${FILE}: there is no section [sytem]. Did you mean [system]?`],
    [
      { tool: { devmgr: { system: {} } } },
      `${FILE}: [tool.devmgr.system] is read in pyproject.toml only. Write [system] here`,
    ],
  ])('%j', (given, line) => expect(of(given)).toEqual([line]));

  it.each([
    [{ system: { providers: { openai: {} } } }],
    // A plugin that is not installed in this project.
    [{ docker: { host: 'x' } }],
    [{ tool: { poetry: {} } }],
    [{ system: 'not a table' }],
  ])('is nothing in %j', (given) => expect(of(given)).toEqual([]));

  it('is shown short, whatever it is', () => {
    const [line = ''] = of({ system: { ['x'.repeat(500)]: 1 } });
    expect(line.length).toBeLessThan(160);
  });
});

it('is told once, also when the files are read again', () => {
  const warnings: string[] = [];
  const wrong = layer({ system: { provider: {} } });
  const settings = new Settings([wrong], {}, (message) => warnings.push(message));
  settings.expect(sections);
  expect(warnings).toHaveLength(1);
  settings.replace([wrong]);
  expect(warnings).toHaveLength(1);
  settings.replace([layer({ sytem: {} })]);
  expect(warnings).toHaveLength(2);
});
