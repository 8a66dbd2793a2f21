import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPython } from '../../../../support/python.js';
import { modelDir } from '../embed/embed-deps.js';
import { generalTokenizer, tokenizerJson } from '../embed/static/general-tokenizer.js';
import { realTexts } from '../embed/static/real-texts.js';

const run = promisify(execFile);
const scripts = join(modelDir, 'train');

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-train-'));
});

afterAll(() => rm(dir, { recursive: true }));

/** What a program in Python prints; it imports from the scripts. */
async function python(code: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, PYTHONPATH: scripts, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' };
  const { stdout } = await run(testPython(), ['-c', code, ...args], { env, maxBuffer: 1 << 28 });
  return stdout;
}

describe('the scripts that trained the model', () => {
  it('compile, all of them', async () => {
    const names = (await readdir(scripts)).filter((name) => name.endsWith('.py'));
    expect(names).toContain('train_table.py');
    const code = 'import sys\nfor path in sys.argv[1:]: compile(open(path).read(), path, "exec")';
    await python(code, ...names.map((name) => join(scripts, name)));
  });

  it('have the tokenizer of tokenizer.json', async () => {
    // The mark for unknown words is one token only where texts are searched; nothing was trained on it.
    const real = realTexts().filter((text) => !text.includes('[UNK]'));
    const texts = [...real.filter((_, i) => i % 10 === 0), 'naïve café HTTPServer2Go x² ٣ 日本語 Straße'];
    await writeFile(join(dir, 'texts.json'), JSON.stringify(texts));
    const code = `
import json, sys
from tokenizer import Tokenizer
tokenizer = Tokenizer(json.load(open(sys.argv[1]))["model"]["vocab"])
print(json.dumps([tokenizer.encode(text) for text in json.load(open(sys.argv[2]))]))`;
    const ids = JSON.parse(await python(code, join(modelDir, 'tokenizer.json'), join(dir, 'texts.json'))) as number[][];
    const general = await generalTokenizer();
    expect(ids).toHaveLength(texts.length);
    texts.forEach((text, i) => expect(ids[i], text).toEqual(general(text)));
  });

  it('write the tokenizer.json that is there', async () => {
    const code = `
import json, sys
from export_tokenizer import tokenizer_json
vocabulary = json.load(open(sys.argv[1]))["model"]["vocab"]
sys.stdout.write(json.dumps(tokenizer_json(vocabulary), ensure_ascii=False, separators=(",", ":")))`;
    expect(await python(code, join(modelDir, 'tokenizer.json'))).toBe(tokenizerJson);
  });

  it('find pairs of query and code in a repository', async () => {
    const repository = join(dir, 'owner+sample');
    await makeRepository(repository);
    const script = join(scripts, 'extract_pairs.py');
    await run(testPython(), ['-B', script, '--out', join(dir, 'pairs'), repository]);
    const lines = (await readFile(join(dir, 'pairs', 'owner+sample.jsonl'), 'utf8')).trim().split('\n');
    const pairs = lines.map((line) => JSON.parse(line) as Readonly<Record<'k' | 'q' | 'd' | 'p' | 'l', string>>);
    expect(pairs.map(({ k, q, p, l }) => [k, q, p, l])).toEqual([
      ['md', 'Use. Ask the library for the total of an order:', 'README.md', 'md'],
      ['doc', 'Sends the order to the warehouse.', 'orders.py', 'py'],
      ['name', 'send order', '', 'py'],
      ['doc', 'Adds up the prices of all items.', 'total.ts', 'ts'],
      ['name', 'total of', '', 'ts'],
      ['commit', 'parser Refuse orders that have no items', 'orders.py', 'py'],
    ]);
    expect(pairs[1]?.d).not.toContain('Sends the order');
    expect(pairs[2]?.d).toContain('def _(order, warehouse)');
    expect(pairs[5]?.d).toContain('return warehouse.post(order)');
    expect(pairs[5]?.d).not.toContain('raise ValueError');
  });
});

async function makeRepository(path: string): Promise<void> {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.invalid', '-c', 'commit.gpgsign=false'];
  const git = (...args: readonly string[]) => run('git', ['-C', path, ...identity, ...args]);
  const order = (check: string): string =>
    `def send_order(order, warehouse):
    """Sends the order to the warehouse.

    :param order: what was ordered
    """
${check}    order.state = "sent"
    return warehouse.post(order)
`;
  await run('git', ['init', '-q', path]);
  await writeFile(join(path, 'orders.py'), order(''));
  await writeFile(
    join(path, 'total.ts'),
    `/**
 * Adds up the prices of all items.
 * @returns cents
 */
export function totalOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + item.price * item.count, 0);
}
`,
  );
  await writeFile(
    join(path, 'README.md'),
    `# Use
Ask the library for the total of an order:

\`\`\`python
order = shop.order(1)
print("total", order.total, "of", len(order.items), "items")
\`\`\`
`,
  );
  await git('add', '.');
  await git('commit', '-qm', 'Release 1.0');
  await writeFile(join(path, 'orders.py'), order('    if not order.items:\n        raise ValueError("no items")\n'));
  await git('commit', '-qam', 'fix(parser): Refuse orders that have no items (#12)');
}
