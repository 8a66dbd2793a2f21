import { AiError } from 'devmgr/plugin-api/contracts/ai';
import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { expect, it } from 'vitest';
import { partialGeneration } from '../../../../plugins/codegen/generate/partial-generation.js';
import { breaksAfter, fails, says } from '../../system/providers/support/scripted-provider.js';
import { edit, fenced, generateStage, isCut, type GenerateStage, type Stream } from './generate-stage.js';

const key = 'dvk-b1946ac92492d2347c6235b4d2611184';
const files = {
  'app/orders.py': 'def create(customer):\n    return customer\n\n\ndef cancel(order):\n    return None\n',
  'app/config.py': `NAME = "orders"\nTOKEN = "${key}"\n`,
  'app/main.py': 'import app.orders\n',
};
const sibling: CodeContextItem = {
  id: 'file:app/main.py',
  title: 'app/main.py',
  reason: 'imports it',
  text: `import app.orders  # ${key}\n`,
  path: 'app/main.py',
  value: 0.8,
};

const sent = ({ requests }: GenerateStage, at = 0) => requests[at]?.messages.map(({ text }) => text).join('\n') ?? '';

it('makes files of an answer: the target, new ones, and changes of others', async () => {
  const answer = `Done.\n\n${edit('app/main.py', 'import app.orders\n', 'import app.orders\nimport app.refunds\n')}\n${fenced('app/refunds.py', 'def refund():\n    return 1\n')}`;
  await using stage = await generateStage({
    files,
    streams: [says(answer)],
    context: { items: [sibling], notes: ['A note'] },
  });
  const { generation, events, error, text } = await stage.generate('./app//refunds.py', { prompt: 'Add refunds.' });
  expect(error).toBeUndefined();
  expect(text).toBe(answer);
  expect(generation).toMatchObject({
    target: 'app/refunds.py',
    answer,
    files: [
      { path: 'app/refunds.py', before: undefined, after: 'def refund():\n    return 1\n' },
      { path: 'app/main.py', before: files['app/main.py'], after: 'import app.orders\nimport app.refunds\n' },
    ],
    refused: [],
    notes: ['A note'],
    isStopped: false,
    answeredBy: { providerId: 'p', modelId: 'm' },
  });
  expect(events.map(({ type }) => type)).toEqual(['context-end', 'attempt-start', 'text-delta', 'generation-end']);
  expect(sent(stage)).toContain('Add refunds.');
  expect(sent(stage)).toContain('path=app/refunds.py');
});

it('sends no secret of anything, and puts those of files back', async () => {
  const answer = fenced('app/config.py', 'NAME = "all orders"\nTOKEN = "***"\n');
  await using stage = await generateStage({
    files,
    streams: [says(answer)],
    secrets: [key],
    context: { items: [sibling], notes: [] },
  });
  const { generation } = await stage.generate('app/config.py', {
    prompt: `Rename it, ${key} stays`,
    attachments: [{ title: `log ${key}`, text: `KEY=${key}` }],
    repair: { files: [{ path: 'app/main.py', before: '', after: `x = "${key}"\n` }], report: `assert ${key}` },
  });
  expect(sent(stage)).not.toContain(key);
  expect(sent(stage)).toContain('stands for a secret');
  expect(JSON.stringify(generation?.context)).not.toContain(key);
  expect(generation?.files[0]).toEqual({
    path: 'app/config.py',
    before: files['app/config.py'],
    after: `NAME = "all orders"\nTOKEN = "${key}"\n`,
  });
});

it('refuses a file that would lose a secret, and one of which the edit fits nowhere; the rest counts', async () => {
  const answer = [
    fenced('app/config.py', 'SECRET = "***"\n'),
    edit('app/orders.py', 'def nowhere_to_be_found():\n    raise ValueError\n', 'x = 1\n'),
    fenced('app/new.py', 'y = 1\n'),
    fenced('../outside.py', 'z = 1\n'),
  ].join('\n');
  await using stage = await generateStage({ files, streams: [says(answer)], secrets: [key] });
  const { generation } = await stage.generate('app/config.py');
  expect(generation?.files.map(({ path }) => path)).toEqual(['app/new.py']);
  expect(generation?.refused.map(({ path }) => path).sort()).toEqual([
    '../outside.py',
    'app/config.py',
    'app/orders.py',
  ]);
});

it('never sends what is in a file of secrets', async () => {
  await using stage = await generateStage({ files: { '.env': 'A=1\n' }, streams: [says('x')] });
  const { error } = await stage.generate('.env');
  expect(String(error)).toMatch(/holds secrets/);
  expect(stage.requests).toEqual([]);
});

it('mends an earlier answer: edits apply to that, files that it does not speak of stay', async () => {
  const earlier = [
    { path: 'app/orders.py', before: files['app/orders.py'], after: 'def create(customer):\n    return None\n' },
    { path: 'tests/test_orders.py', before: undefined, after: 'def test():\n    pass\n' },
  ];
  const answer = edit('app/orders.py', '    return None\n', '    return customer.id\n');
  await using stage = await generateStage({ files, streams: [says(answer)] });
  const { generation } = await stage.generate('app/orders.py', {
    repair: { files: earlier, report: 'E  assert None == 3' },
  });
  expect(generation?.files).toEqual([
    { path: 'app/orders.py', before: files['app/orders.py'], after: 'def create(customer):\n    return customer.id\n' },
    { path: 'tests/test_orders.py', before: undefined, after: 'def test():\n    pass\n' },
  ]);
  expect(sent(stage)).toContain('E  assert None == 3');
  expect(sent(stage)).not.toMatch(/^def cancel/m);
  expect(sent(stage)).toContain('\n-def cancel');
});

it.each([
  ['an empty prompt', 'app/a.py', ' \n', /prompt is empty/],
  ['no target', ' ', 'x', /No file is named/],
  ['a path outside', '../a.py', 'x', /./],
  ['a folder', 'app', 'x', /./],
  ['what belongs to git', '.git/config', 'x', /./],
])('refuses %s, and asks nobody', async (_, path, prompt, message) => {
  await using stage = await generateStage({ files, streams: [says('x')] });
  const { error, generation } = await stage.generate(path, { prompt });
  expect(error).toMatchObject({ name: 'DevmgrError', message: expect.stringMatching(message) as string });
  expect([generation, stage.requests.length]).toEqual([undefined, 0]);
});

it('says how to get a model that writes when there is none', async () => {
  await using stage = await generateStage({ files });
  const { error } = await stage.generate('app/a.py');
  expect(error).toMatchObject({ name: 'DevmgrError', hint: expect.stringContaining('OPENAI_API_KEY') as string });
});

it('keeps nothing that was cut in the middle, and says so', async () => {
  const answer = `${fenced('app/new.py', 'y = 1\n')}\n\`\`\`python path=app/orders.py\ndef create(`;
  await using stage = await generateStage({ files, streams: [isCut(answer)] });
  const { generation } = await stage.generate('app/orders.py');
  expect(generation?.files.map(({ path }) => path)).toEqual(['app/new.py']);
  expect(generation?.refused).toEqual([{ path: 'app/orders.py', reason: 'the answer ended before the file did' }]);
  expect(generation?.notes.join()).toContain('The answer was cut');
});

it('tells that an answer was cut though the file at its end is whole', async () => {
  const whole = fenced('app/new.py', 'y = 1\n');
  await using stage = await generateStage({ files, streams: [isCut(whole), says(whole)] });
  expect((await stage.generate('app/new.py')).generation).toMatchObject({ isCut: true, isStopped: false, refused: [] });
  expect((await stage.generate('app/new.py')).generation?.isCut).toBeUndefined();
});

const waits = (text: string): Stream =>
  async function* (_, { signal }) {
    yield { type: 'text-delta', text };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    throw new Error('The line was cut');
  };

it('stops, and keeps what had come', async () => {
  await using stage = await generateStage({ files, streams: [waits('```python path=app/new.py\ny = 1\nz =')] });
  const stop = new AbortController();
  const { generation, error } = await stage.generate(
    'app/new.py',
    {},
    {
      signal: stop.signal,
      onEvent: ({ type }) => type === 'text-delta' && stop.abort(),
    },
  );
  expect(error).toBeUndefined();
  expect(generation).toMatchObject({ isStopped: true, notes: ['Stopped in the middle of app/new.py'] });
  expect(generation?.files[0]?.after).toContain('y = 1\n');
});

it('stops before anybody was asked', async () => {
  await using stage = await generateStage({ files, streams: [says('x')] });
  const { generation, error } = await stage.generate('app/new.py', {}, { signal: AbortSignal.abort() });
  expect(error).toBeUndefined();
  expect(generation).toMatchObject({ isStopped: true, files: [], answer: '' });
  expect(stage.requests).toEqual([]);
});

it('fails as the provider does, with what had come until then in reach', async () => {
  await using stage = await generateStage({
    files,
    streams: [breaksAfter(`${fenced('app/new.py', 'y = 1\n')}\n\`\`\`python path=app/orders.py\nx`)],
  });
  const { generation, error } = await stage.generate('app/new.py');
  expect([generation, error]).toEqual([undefined, expect.any(AiError)]);
  expect(partialGeneration(error)).toMatchObject({
    files: [{ path: 'app/new.py', after: 'y = 1\n' }],
    refused: [{ path: 'app/orders.py' }],
  });
});

it('asks again with less when the model finds the prompt too long', async () => {
  const items = Array.from({ length: 40 }, (_, at) => ({ ...sibling, id: `file:${at}`, text: 'word '.repeat(400) }));
  await using stage = await generateStage({
    files,
    streams: [fails('context-too-long'), says(fenced('app/new.py', 'y = 1\n'))],
    context: { items, notes: [] },
  });
  const { generation, error } = await stage.generate('app/new.py');
  expect(error).toBeUndefined();
  expect(sent(stage, 1).length).toBeLessThan(sent(stage).length);
  expect(generation?.notes.join()).toContain('asked again with less');
  expect(generation?.context.some(({ leftOut }) => leftOut === 'does not fit')).toBe(true);
});

it('takes an answer of nothing for a failure, and prose for an answer without code', async () => {
  await using stage = await generateStage({ files, streams: [says(' \n'), says('I would rather not write that.')] });
  expect(String((await stage.generate('app/new.py')).error)).toContain('The model answered nothing');
  const { generation } = await stage.generate('app/new.py');
  expect(generation).toMatchObject({ files: [], notes: ['The answer holds no code'] });
});

it('says when a file would be replaced that the model has not seen', async () => {
  const changed = files['app/orders.py'].replace('None', 'order');
  await using stage = await generateStage({ files, streams: [says(fenced('app/orders.py', changed))] });
  const { generation } = await stage.generate('app/new.py');
  expect(generation?.notes.join()).toContain('app/orders.py would be replaced');
});

it('says when an answer is for other files than the one it was asked for', async () => {
  const others = fenced('app/a.py', 'a = 1\n') + fenced('app/b.py', 'b = 1\n');
  const streams = [says(others), says(others + fenced('app/new.py', 'c = 1\n'))] as const;
  await using stage = await generateStage({ files, streams });
  const { generation } = await stage.generate('app/new.py');
  expect(generation?.notes).toEqual(['The answer is not for app/new.py, but for app/a.py, app/b.py']);
  expect((await stage.generate('app/new.py')).generation?.notes).toEqual([]);
});

it('sends an edited prompt as it is, without gathering', async () => {
  await using stage = await generateStage({
    files,
    streams: [says(fenced('app/new.py', 'y = 1\n'))],
    context: { items: [sibling], notes: [] },
    secrets: [key],
  });
  await stage.generate('app/new.py', { written: { system: 'Be brief.', user: `My own words, ${key}` } });
  expect(stage.requests[0]?.messages).toEqual([
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text: 'My own words, ***' },
  ]);
});

it('reads the second answer to an edited prompt over the files that stand in it', async () => {
  const answer = edit('app/orders.py', '    return customer\n', '    return customer.id\n');
  await using stage = await generateStage({ files, streams: [says(answer)] });
  const earlier = { path: 'app/orders.py', before: files['app/orders.py'], after: 'x = 1\n' };
  const { generation } = await stage.generate('app/orders.py', {
    written: { system: '', user: 'My own words.' },
    repair: { files: [earlier], report: 'E  assert' },
  });
  expect(generation?.files[0]?.after).toBe(files['app/orders.py'].replace('return customer', 'return customer.id'));
});

it('asks for all of it again when nothing of an earlier answer could be used', async () => {
  await using stage = await generateStage({ files, streams: [says(fenced('app/new.py', 'y = 1\n'))] });
  await stage.generate('app/new.py', { repair: { files: [], report: 'The answer held no code.' } });
  expect(sent(stage)).toContain('give all of it again');
  expect(sent(stage)).toContain('The answer held no code.');
});
