import type { CliInvocation } from 'devmgr/plugin-api';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { searchWord } from '../../../../plugins/chat/cli/search-word.js';
import type { WordParts } from '../../../../plugins/chat/cli/word-parts.js';
import type { BuiltPlugin } from '../../../support/built-plugin.js';
import { builtChat, never, serviceStage, type ServiceStage } from '../index/service/service-stage.js';

let plugin: BuiltPlugin;
beforeAll(async () => {
  plugin = await builtChat();
});
afterAll(() => plugin[Symbol.asyncDispose]());

/** The index of a stage, where somebody else writes after the early search, so that our refresh finds all done. */
function writtenElsewhere({ service, refresh }: ServiceStage): WordParts['index'] {
  let early: Promise<unknown> | undefined;
  const index: Partial<WordParts['index']> = {
    state: service.state,
    warmUp: () => service.warmUp(),
    searchAsIs: (query, options) => {
      const result = service.searchAsIs(query, options);
      early = result;
      return result;
    },
    search: (query, options) => service.search(query, options),
    generation: (options) => service.generation(options),
    noted: (result) => service.noted(result),
    files: (options) => service.files(options),
    leftOut: (options) => service.leftOut(options),
    async *refresh() {
      await early;
      const summary = await refresh();
      yield { type: 'index-end', summary: { ...summary, added: 0, removed: 0, embedded: 0 } } as IndexProgress;
    },
  };
  return index as WordParts['index'];
}

/** What `devmgr search` prints. */
async function search(query: string, stage: ServiceStage): Promise<string> {
  let printed = '';
  const invocation = {
    args: [query],
    rest: [],
    json: true,
    signal: never,
    flags: { string: () => undefined, number: () => undefined, boolean: () => false },
    stdout: { write: (text: string) => (printed += text) },
    stderr: { write: () => undefined },
  };
  const word = searchWord({ context: stage.test.context, index: writtenElsewhere(stage) });
  await word(invocation as unknown as CliInvocation);
  return printed;
}

it('what another process has written during the refresh is found, in a new index and in one from before', async () => {
  await using stage = await serviceStage(plugin, { 'app/orders.py': 'def cancel_order(order):\n    pass\n' });
  expect(await search('cancel_order', stage)).toContain('app/orders.py');
  stage.write({ 'app/new.py': 'def refund_order(order):\n    pass\n' });
  expect(await search('refund_order', stage)).toContain('app/new.py');
});
