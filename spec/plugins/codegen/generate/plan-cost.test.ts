import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createRedactor } from '../../../../core/log/redact.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { createGenerator } from '../../../../plugins/codegen/generate/create-generator.js';
import { says } from '../../system/providers/support/scripted-provider.js';
import { processorMs } from '../../../support/processor-ms.js';
import { generateStage } from './generate-stage.js';
import { expectCost } from '../../../support/expect-cost.js';

const files = { 'app/orders.py': 'def create(customer):\n    return customer\n' };

it('masks, counts and writes a usual request in little time, and the next one in less', async () => {
  const source = await readFile(new URL('../../../../core/log/redact.ts', import.meta.url), 'utf8');
  const text = source.slice(0, 4_000);
  const items = Array.from({ length: 10 }, (_, at) => {
    return {
      id: `${at}`,
      title: `${at}`,
      reason: 'sibling',
      text: `${text}\n# ${at}\n`,
      path: `app/x${at}.py`,
      value: 0.5,
    };
  });
  await using stage = await generateStage({ files, streams: [says('x')], info: { contextWindow: 400_000 } });
  const { redact } = createRedactor({ API_KEY: 'dvk-b1946ac92492d2347c6235b4d2611184' });
  const generator = createGenerator({
    context: { ...stage.test.context, text: textTools(redact) },
    gather: async () => ({ items, notes: [] }),
    choice: { resolve: () => 'p/m' },
    writer: async () => stage.writer,
  });
  const cost = async (prompt: string) => {
    const target = { path: 'app/orders.py', language: undefined, before: undefined };
    const before = processorMs();
    const planned = await generator.plan({ target, prompt, model: undefined }, { signal: AbortSignal.timeout(60_000) });
    expect(planned.items.every(({ leftOut }) => leftOut === undefined)).toBe(true);
    return processorMs() - before;
  };
  // Loads the modules, and warms them up.
  for (let turn = 0; turn < 3; turn += 1) await cost(`Rename it ${turn}.`);
  let turn = 0;
  await expectCost(40, () => cost(`Rename it again, ${(turn += 1)}.`));
  await expectCost(60, () => {
    const changed = items.map((item) => ({ ...item, text: `${item.text}# changed\n` }));
    items.splice(0, items.length, ...changed);
    return cost(`Rename it once more, ${(turn += 1)}.`);
  });
});
