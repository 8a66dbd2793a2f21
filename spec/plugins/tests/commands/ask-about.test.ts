import { Chat, type ChatQuestion } from 'devmgr/plugin-api/contracts/chat';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { askAbout } from '../../../../plugins/tests/commands/ask-about.js';
import { lateExplain } from '../../../../plugins/tests/explain/late-explain.js';
import type { TestsView } from '../../../../plugins/tests/tab/tests-view.js';
import { startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';

const files = {
  'test_prices.py': `import pytest
def test_sum(): assert 1 + 1 == 2
def test_tax():
    print('\\x1b[31mcounted {bold}')
    assert round(4.725, 2) == 4.8
def test_later(): pytest.skip('not yet')
`,
  'test_broken.py': 'import no_such_thing\n',
};

/** This is about questions that are asked in the tab. */
const nothing: Chat['answer'] = () => {
  throw new Error('Nobody asks for an answer here');
};

let plugin: TestsPlugin;
let cases: readonly TestCase[];
const asked: ChatQuestion[] = [];
beforeAll(async () => {
  plugin = await startTestsPlugin({ files });
  const logFiles = { dir: plugin.root, current: `${plugin.root}/none.20261120-101500.9.jsonl` };
  plugin.testing.context.services.provide(LogStore, { files: logFiles } as unknown as LogStore);
  plugin.testing.context.services.provide(Chat, { ask: (question) => void asked.push(question), answer: nothing });
  const state = await plugin.run({ paths: ['test_prices.py'] });
  cases = [...state.cases.values()];
});
afterAll(() => plugin[Symbol.asyncDispose]());

/** The command with this test under the cursor. */
function about(test: TestCase | undefined) {
  const { context } = plugin.testing;
  const view = { selected: () => test } as TestsView;
  const text = textTools((line) => line);
  const nothing = () => Promise.resolve(undefined);
  const records = { runs: () => Promise.resolve([]), resultsOf: () => Promise.resolve([]) };
  const explain = lateExplain({
    context: { ...context, text },
    records: { ...records, failureOf: nothing, lastGreen: nothing },
    current: () => plugin.runs.current.get(),
    known: () => undefined,
  });
  return askAbout({ services: context.services, text, explain, view: () => view });
}

const called = (name: string) => cases.find(({ id }) => id.endsWith(`::${name}`)) ?? expect.unreachable();

async function ask(test: TestCase): Promise<ChatQuestion> {
  const handler = about(test);
  expect(handler.disabledReason?.()).toBeUndefined();
  await handler.run({ source: 'key', signal: plugin.testing.context.signal });
  return asked.at(-1) ?? expect.unreachable();
}

describe('asking the chat about a test', () => {
  it('gives it the failure with its traceback and what was captured', async () => {
    const { text, parts, send } = await ask(called('test_tax'));
    expect([text, send]).toEqual(['Why does this test fail, and how is it fixed?', undefined]);
    expect(parts?.map(({ title }) => title)).toEqual(['test_prices.py::test_tax failed']);
    const report = parts?.[0]?.text ?? '';
    expect(report).toMatch(/^# test_prices\.py::test_tax\nfailed after [\d.]+s at test_prices\.py:3/);
    expect(report).toContain('> 5 |     assert round(4.725, 2) == 4.8');
    expect(report).toContain('## Captured stdout call\n    counted {bold}');
    expect(report).not.toContain('\x1b');
  });

  it('asks why one was skipped', async () => {
    const { text, parts } = await ask(called('test_later'));
    expect(text).toBe('Why is this test skipped?');
    expect(parts?.[0]?.text).toContain('not yet');
  });

  it('asks about a file that could not be collected', async () => {
    const test = { ...called('test_tax'), id: 'test_broken.py', outcome: 'error', traceback: 'no_such_thing' } as const;
    expect((await ask(test)).text).toBe('Why can this file not be collected?');
  });

  it('asks with what the run said of a test whose failure is not known any more', async () => {
    const traceback = Array.from({ length: 1_000 }, (_, at) => `row ${at}`).join('\n');
    const { parts } = await ask({ ...called('test_sum'), outcome: 'failed', traceback, sections: [] });
    const lines = parts?.[0]?.text.split('\n') ?? [];
    expect(lines.slice(3, 5)).toEqual(['… 600 lines left out', 'row 600']);
    expect(lines.at(-1)).toBe('row 999');
  });

  it('says why there is nothing to ask', async () => {
    const why = (test: TestCase | undefined) => about(test).disabledReason?.();
    expect(why(undefined)).toBe('Choose a test in the results first');
    expect(why(called('test_sum'))).toBe('This test has passed: there is nothing to ask about');
    expect(why({ ...called('test_sum'), outcome: 'queued' })).toBe('This test has not been run');
    expect(why({ ...called('test_sum'), outcome: 'running' })).toBe('This test has not ended yet');
    expect(await plugin.testing.runCommand('tests.ask-about')).toBe('Show the Tests tab first');
  });
});
