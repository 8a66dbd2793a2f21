import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import { expect, it } from 'vitest';
import { reportProvider } from '../../../../../plugins/system/cli/providers/provider-report.js';

function report(status: AiProviderStatus, warnings: readonly string[] = []) {
  const nothing = { latencyMs: undefined, checkedAt: 0, models: [], defaultModel: undefined, baseUrl: undefined };
  const state = { status, warnings, ...nothing };
  const view = { id: 'local', title: 'Local', kind: 'in-process' as const, isDefault: false, isOptional: false };
  return reportProvider({ ...view, state, keyVariable: undefined });
}

const install = 'ONNXRUNTIME_NODE_INSTALL=skip npm install --prefix ~/.devmgr/runtime @huggingface/transformers@4';

it.each<[string[], string | undefined]>([
  [['no model pulled: devmgr models pull smollm2-135m'], 'devmgr models pull smollm2-135m'],
  [[`@huggingface/transformers: it is not installed: ${install}`], install],
  [['plain http: others can read along', 'no model pulled: devmgr models pull a'], 'devmgr models pull a'],
  [['plain http: others can read along'], undefined],
  [[], undefined],
])('a ready provider that warns %j has as hint the command alone: %s', (warnings, hint) => {
  expect(report({ kind: 'ready' }, warnings).hint).toBe(hint);
  expect(report({ kind: 'ready' }, warnings).warnings).toEqual(warnings);
});

it('what a status says to do comes before warnings', () =>
  expect(report({ kind: 'needs-key', hint: 'Set X' }, ['a: devmgr models']).hint).toBe('Set X'));
