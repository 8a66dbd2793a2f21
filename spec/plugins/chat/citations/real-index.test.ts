import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkCitations } from '../../../../plugins/chat/citations/check-citations.js';
import type { BuiltPlugin } from '../../../support/built-plugin.js';
import { builtChat, never, serviceStage, type ServiceStage } from '../index/service/service-stage.js';

const files = {
  'app/orders.py': `from app.schemas import OrderIn


class OrderRepository:
    def find(self, number):
        rows = self.rows
        return next((row for row in rows if row.number == number), None)

    def add(self, order: OrderIn):
        self.rows.append(order)
`,
  'app/schemas.py': 'class OrderIn:\n    quantity: int\n',
  '.devmgrignore': 'private/\n',
  'private/plans.py': 'plans = 1\n',
};

let plugin: BuiltPlugin;
let stage: ServiceStage;
beforeAll(async () => {
  plugin = await builtChat();
  stage = await serviceStage(plugin, files);
  await stage.refresh();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await plugin[Symbol.asyncDispose]();
});

async function verdicts(answer: string): Promise<readonly string[]> {
  const { root, service: index } = stage;
  const citations = await checkCitations(answer, { root, index, sources: [], signal: never });
  return citations.map(
    ({ path, startLine, verified, problem }) => `${path}:${startLine} ${verified ? 'ok' : String(problem)}`,
  );
}

it('places are looked up in the index, names of methods and classes around the lines too', async () => {
  const answer = `Orders are found by \`OrderRepository.find\` (orders.py:7) of \`OrderRepository\` (app/orders.py:10),
    which takes OrderIn (app/schemas.py:1), not \`OrderOut\` (app/schemas.py:2). See app/orders.py:11 and private/plans.py:1.`;
  expect(await verdicts(answer)).toEqual([
    'app/orders.py:7 ok',
    'app/orders.py:10 ok',
    'app/schemas.py:1 ok',
    'app/schemas.py:2 OrderOut is not there',
    'app/orders.py:11 the file has 10 lines',
    'private/plans.py:1 no such file in the code index',
  ]);
});

it('says why nothing was checked while the index is off', async () => {
  await stage.service.setEnabled(false);
  expect(await verdicts('app/orders.py:1')).toEqual([expect.stringMatching(/^app\/orders\.py:1 not checked: .*off/)]);
  await stage.service.setEnabled(true);
});
