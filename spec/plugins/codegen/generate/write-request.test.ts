import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countTokens } from '../../../../core/screen/text/count-tokens.js';
import { TokenCounter } from '../../../../plugins/codegen/generate/fit/token-counter.js';
import { parseAnswer } from '../../../../plugins/codegen/answer/parse-answer.js';
import type { MaskedJob } from '../../../../plugins/codegen/generate/masked-job.js';
import { writeRequest } from '../../../../plugins/codegen/generate/write-request.js';

const room = (input: number, kept = Math.floor(input / 2)) => ({ input, kept, output: kept, hint: undefined });
const item = (id: string, tokens: number, value = 0.5): CodeContextItem => ({
  id,
  title: id,
  reason: 'sibling',
  text: 'word '.repeat(tokens),
  path: id,
  value,
});
const job = (facts: Partial<MaskedJob> = {}): MaskedJob => ({
  prompt: 'Add refunds.',
  target: { path: 'app/refunds.py', before: undefined },
  items: [],
  attachments: [],
  repair: undefined,
  isMasked: false,
  ...facts,
});
const write = (masked: MaskedJob, input: number) =>
  writeRequest({
    masked,
    project: 'orders-api',
    modelId: 'm',
    room: room(input),
    counter: new TokenCounter({ countTokens }),
  });

const functions = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `def step_${at}(order):\n    """Step ${at}."""\n    return order.total * ${at}\n`,
  ).join('\n');

it('asks for short files as a whole, and for places of long ones', async () => {
  const short = await write(job({ target: { path: 'app/a.py', before: functions(5) } }), 60_000);
  expect(short.written.system).toContain('Write app/a.py, and every other new file');
  const long = await write(job({ target: { path: 'app/a.py', before: functions(400) } }), 60_000);
  expect(long.written.system).toContain('app/a.py is long');
  expect(long.written.system).not.toContain('Write app/a.py, and every other new file');
  expect(long.written.user).toContain('step_399');
});

it('gives the rules of the kind, and a fence that Markdown does not close', async () => {
  const system = async (path: string) =>
    (await write(job({ target: { path, before: undefined } }), 20_000)).written.system;
  expect(await system('tests/test_orders.py')).toContain('pytest:');
  expect(await system('app/routers/refunds.py')).toContain('APIRouter');
  expect(await system('deploy/Dockerfile')).toContain('base image');
  expect(await system('docs/guide.md')).toContain('````markdown path=docs/guide.md');
  expect(await system('app/models.py')).not.toContain('pytest');
});

it.each(['app/a.py', 'my notes.md', 'app/(shop)/[id]/page.tsx', 'it"s.py', "o'clock.ts", 'Dockerfile', 'a/$&.py'])(
  'shows the format with %s in the way in which answers are read',
  async (path) => {
    const { system } = (await write(job({ target: { path, before: undefined } }), 20_000)).written;
    const { files } = parseAnswer(system, { target: 'somewhere/else.py', isComplete: true });
    expect(files[0]).toMatchObject({ path, kind: 'whole', text: 'the whole file, every line of it\n' });
    expect(files[1]).toMatchObject({ kind: 'edits', edits: [{ search: 'lines as they are in the file now\n' }] });
  },
);

it('says what is in the file now: nothing, or that it is not there', async () => {
  expect((await write(job(), 20_000)).written.user).toContain('app/refunds.py is not there yet.');
  expect((await write(job({ target: { path: 'a.py', before: '' } }), 20_000)).written.user).toContain(
    'is there and empty',
  );
});

it('shows of a file that is too long its beginning and what the prompt speaks of', async () => {
  const before = `import math\n\n${functions(3_000)}`;
  const masked = job({ prompt: 'Rename step_2222.', target: { path: 'app/steps.py', before } });
  const { written, notes, tokens } = await write(masked, 8_000);
  expect(written.user).toContain('import math');
  expect(written.user).toContain('def step_2222(order)');
  expect(written.user).toMatch(/\[… [\d,]+ lines not shown …\]/);
  expect(written.system).toContain('app/steps.py is long');
  expect(notes.join()).toMatch(/too long to be sent whole: m is not shown [\d,]+ lines/);
  expect(tokens).toBeLessThanOrEqual(8_000);
});

it('leaves out what is worth least for its length, and what the person removed', async () => {
  const items = [item('a.py', 900, 0.9), item('b.py', 900, 0.2), item('c.py', 900, 0.8)];
  const gone = { ...item('d.py', 10, 1), tokens: 10, leftOut: 'removed' };
  const { items: sent, written } = await write(job({ items: [...items, gone] }), 3_000);
  expect(sent.map(({ id, leftOut }) => `${id} ${leftOut ?? 'sent'}`)).toEqual([
    'a.py sent',
    'b.py does not fit',
    'c.py sent',
    'd.py removed',
  ]);
  expect(written.user).not.toContain('d.py');
  expect(sent.every(({ tokens }) => tokens > 0)).toBe(true);
});

it('cuts attachments that are too long, and says so', async () => {
  const attachments = [
    { title: 'big.log', text: 'a line of the log\n'.repeat(5_000) },
    { title: 'small.txt', text: 'all of it' },
  ];
  const { written, notes } = await write(job({ attachments }), 6_000);
  expect(notes.join()).toMatch(/[\d,]+ lines of big\.log do not fit/);
  expect(written.user).toContain('all of it');
});

it('refuses a prompt that does not fit', async () => {
  await expect(write(job({ prompt: 'word '.repeat(9_000) }), 4_000)).rejects.toThrow(/longer than m can read/);
});

it('never sends more than there is room for', async () => {
  const anItem = fc.tuple(fc.nat(3_000), fc.double({ min: 0, max: 1, noNaN: true }));
  const facts = fc.record({
    input: fc.integer({ min: 2_500, max: 12_000 }),
    lines: fc.nat(1_500),
    log: fc.nat(3_000),
    items: fc.array(anItem, { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(facts, async ({ input, lines, log, items }) => {
      const masked = job({
        target: { path: 'app/steps.py', before: functions(Math.floor(lines / 3)) },
        items: items.map(([tokens, value], at) => item(`f${at}.py`, tokens, value)),
        attachments: [{ title: 'log', text: 'a line\n'.repeat(log) }],
      });
      const { written } = await write(masked, input);
      expect(await countTokens(`${written.system}\n${written.user}`)).toBeLessThanOrEqual(input);
    }),
    { numRuns: 25 },
  );
});

it('shows an earlier answer instead of what is in the file, and cuts it and its report to the room', async () => {
  const repair = {
    files: [
      { path: 'app/refunds.py', text: 'def refund():\n    return 1\n' },
      { path: 'tests/test_refunds.py', text: functions(2_000) },
    ],
    report: 'E   assert 1 == 2\n'.repeat(2_000),
  };
  const { written, notes } = await write(
    job({ target: { path: 'app/refunds.py', before: 'old = 1\n' }, repair }),
    6_000,
  );
  expect(written.user).toContain('return 1');
  expect(written.user).not.toMatch(/^old = 1/m);
  expect(written.user).toContain('step_0');
  expect(notes.join()).toMatch(/lines of tests\/test_refunds\.py do not fit/);
  expect(await countTokens(`${written.system}\n${written.user}`)).toBeLessThanOrEqual(6_000);
});

it('shows with an earlier answer what it changed in the files on the disk, and asks for one form only', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `value_${at} = ${at}\n`);
  const before = lines.join('');
  const text = before.replace('value_20 = 20', 'value_20 = 21');
  const other = { path: 'app/b.py', before: 'b = 1\n', text: 'b = 2\n' };
  const repair = { files: [{ path: 'app/a.py', text }, other], report: 'E   assert 20 == 21\n' };
  const { written } = await write(job({ target: { path: 'app/a.py', before }, repair }), 20_000);
  const changes = [...written.user.matchAll(/<change path="([^"]+)"[^>]*>\n([^]*?)<\/change>/g)];
  expect(changes.map(([, path, diff]) => [path, diff])).toEqual([
    ['app/a.py', expect.stringContaining(' value_19 = 19\n-value_20 = 20\n+value_20 = 21\n value_21 = 21\n')],
    ['app/b.py', '@@ line 1 @@\n-b = 1\n+b = 2\n'],
  ]);
  expect(changes[0]?.[2]).not.toContain('value_10');
  expect(written.system).toContain('Write app/a.py, and every other new file, as a whole');
  expect(written.user).not.toContain('only with what changes');
});

it('leaves out changes for which there is no room', async () => {
  const before = functions(300);
  const repair = { files: [{ path: 'app/a.py', text: before.replaceAll('total', 'sum') }], report: 'E   assert\n' };
  const { written } = await write(job({ target: { path: 'app/a.py', before }, repair }), 12_000);
  expect(written.user).not.toContain('<change');
  expect(await countTokens(`${written.system}\n${written.user}`)).toBeLessThanOrEqual(12_000);
});

it('counts again only what it has not counted', async () => {
  let counted = 0;
  const counter = new TokenCounter({
    countTokens: (text, most) => ((counted += text.length), countTokens(text, most)),
  });
  const masked = job({
    items: [item('a.py', 900), item('b.py', 900)],
    target: { path: 'app/a.py', before: functions(40) },
  });
  const again = (prompt: string) =>
    writeRequest({ masked: { ...masked, prompt }, project: 'p', modelId: 'm', room: room(60_000), counter });
  await again('Add refunds.');
  expect(counted).toBeGreaterThan(9_000);
  counted = 0;
  await again('Add refunds, now.');
  expect(counted).toBeLessThan(1_000);
});
