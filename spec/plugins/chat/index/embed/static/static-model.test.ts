import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder, EmbeddingInput } from '../../../../../../plugins/chat/index/embed/embedder.js';
import { cosine } from '../cosine.js';
import { embedDeps, modelDir, signal } from '../embed-deps.js';
import { onnxConstants } from '../onnx-constants.js';
import { generalTokenizer, type Encode } from './general-tokenizer.js';
import { realTexts } from './real-texts.js';
import { expectCost } from '../../../../../support/expect-cost.js';
import { processorMs } from '../../../../../support/processor-ms.js';

const saveOrder = {
  path: 'app/repositories/orders.py',
  text: `async def save(self, order: Order) -> None:
    async with self.session.begin():
        self.session.add(OrderRow(id=order.id, total=order.total))
    await self.session.commit()`,
};
const sendMail = {
  path: 'app/notify.py',
  text: `def notify(recipient: str, subject: str, body: str) -> None:
    message = EmailMessage()
    message["To"] = recipient
    message["Subject"] = subject
    message.set_content(body)
    with smtplib.SMTP(settings.smtp_host) as smtp:
        smtp.send_message(message)`,
};
const parseArguments = {
  path: 'core/cli/options.ts',
  text: `export function parseOptions(argv: readonly string[]): Options {
  const parser = yargs(argv).option('json', { type: 'boolean' }).option('port', { type: 'number' }).strict();
  return parser.parseSync();
}`,
};
const paintTable = {
  path: 'core/widgets/table/paint-rows.ts',
  text: `function paintRows(canvas: Canvas, rows: readonly Row[], columns: readonly Column[]): void {
  rows.forEach((row, y) => {
    for (const column of columns) canvas.text(column.left, y, column.format(row), column.width);
  });
}`,
};

let model: Embedder;

beforeAll(async () => {
  model = (await createEmbedder({ kind: 'built-in' }, embedDeps))!;
});

afterAll(() => model.dispose());

const embed = (inputs: readonly EmbeddingInput[]): Promise<readonly Float32Array[]> => model.embed(inputs, { signal });

async function vectorOf(text: string): Promise<Float32Array> {
  const [vector] = await embed([{ text }]);
  return vector!;
}

describe('StaticModel', () => {
  it('computes what the model card says, from the table in the model file', async () => {
    const texts = realTexts().filter((_, i) => i % 40 === 0);
    const expected = await plainModel();
    const found = await embed(texts.map((text) => ({ text })));
    expect(found).toHaveLength(texts.length);
    texts.forEach((text, i) => expect(cosine(found[i], expected(text)), text).toBeGreaterThan(0.99999));
  });

  it('gives vectors of unit length, and zeros for a text without words', async () => {
    const vectors = await embed([{ text: 'create an order' }, { text: '' }, { text: '{}[]();' }]);
    expect(vectors.map(({ length }) => length)).toEqual([256, 256, 256]);
    expect(vectors.map((vector) => Math.round(Math.hypot(...vector) * 1e5) / 1e5)).toEqual([1, 0, 0]);
    expect(Math.hypot(...(await vectorOf('...')))).toBe(0);
  });

  it('gives a text the same vector in any company', async () => {
    const texts = realTexts().filter((_, i) => i % 10 === 0);
    const together = await embed(texts.map((text) => ({ text })));
    for (const at of [0, 7, 100, texts.length - 1]) {
      expect(cosine(together[at], await vectorOf(texts[at]!))).toBeGreaterThan(0.99999);
    }
  });

  it('reads the path of a document as its first line', async () => {
    const [withPath, written] = await embed([
      { path: 'app/orders.py', text: 'x = 1' },
      { text: 'app/orders.py\nx = 1' },
    ]);
    expect(withPath).toEqual(written);
  });

  it('reads 512 tokens and no more', async () => {
    const words = 'order '.repeat(511);
    expect(await vectorOf(`${words}invoice customer`)).toEqual(await vectorOf(`${words}invoice refund`));
    expect(await vectorOf(`${words}invoice`)).not.toEqual(await vectorOf(`${words}refund`));
  });

  it.each([
    ['where are orders written to the database', saveOrder, [sendMail, parseArguments, paintTable]],
    ['send an email to the customer', sendMail, [saveOrder, parseArguments, paintTable]],
    ['command line flags', parseArguments, [saveOrder, sendMail, paintTable]],
    ['draw rows of a table on the screen', paintTable, [saveOrder, sendMail, parseArguments]],
    ['OrderRepository.save', saveOrder, [sendMail, parseArguments, paintTable]],
  ])('puts "%s" next to the code that does it', async (query, right, wrong) => {
    const asked = await vectorOf(query);
    const [best, ...others] = await embed([right, ...wrong]);
    for (const other of others) expect(cosine(asked, best)).toBeGreaterThan(cosine(asked, other) + 0.1);
  });

  it('answers calls at the same time each with its own', async () => {
    const texts = realTexts().slice(0, 40);
    const alone: Float32Array[] = [];
    for (const text of texts) alone.push(await vectorOf(text));
    const atOnce = await Promise.all(texts.map(vectorOf));
    atOnce.forEach((vector, i) => expect(cosine(vector, alone[i])).toBeGreaterThan(0.99999));
  });

  it('stops when it is aborted, with the reason', async () => {
    const abort = new AbortController();
    const inputs = Array.from({ length: 20_000 }, (_, i) => ({ text: `number ${i}` }));
    const running = model.embed(inputs, { signal: abort.signal });
    const reason = new Error('no longer wanted');
    setImmediate(() => abort.abort(reason));
    await expect(running).rejects.toBe(reason);
    await expect(model.embed([{ text: 'x' }], { signal: abort.signal })).rejects.toBe(reason);
  });

  it('ends what runs before it is released, and refuses what comes after', async () => {
    const other = (await createEmbedder({ kind: 'built-in' }, embedDeps))!;
    const running = other.embed([{ text: 'order' }], { signal });
    const released = other.dispose();
    expect(Math.hypot(...(await running)[0]!)).toBeCloseTo(1);
    await released;
    await other.dispose();
    await expect(other.embed([{ text: 'order' }], { signal })).rejects.toMatchObject({
      code: 'PLUGIN_INDEX_EMBEDDING_FAILED',
    });
  });

  it('has an id that stands for these files', () => {
    const hashes = ['model.onnx', 'tokenizer.json'].map((name) =>
      createHash('sha256')
        .update(readFileSync(join(modelDir, name)))
        .digest('hex')
        .slice(0, 16),
    );
    // Other files make other vectors: give the id another number with them.
    expect([model.id, ...hashes]).toEqual(['built-in/1', '7d32e114a3770be0', 'ff62b502e502a917']);
  });

  it('makes thousands of vectors a second, and the one of a query in a millisecond', async () => {
    const inputs = realTexts()
      .slice(0, 1024)
      .map((text) => ({ text }));
    await embed(inputs);
    const perSecond = 4000;
    await expectCost((inputs.length / perSecond) * 1000, () => medianOf(5, () => embed(inputs)));
    await expectCost(1, () => medianOf(200, () => vectorOf('where are the orders of a customer')));
  });
});

/** Milliseconds of processor time, of some turns the one in the middle. */
async function medianOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const startedAt = processorMs();
    await work();
    times.push(processorMs() - startedAt);
  }
  return times.sort((a, b) => a - b)[count >> 1] ?? Infinity;
}

/** The sum over the first 512 tokens of (1 + ln tf) * row, at unit length; rows are int8 with a scale. */
async function plainModel(): Promise<(text: string) => Float32Array> {
  const encode: Encode = await generalTokenizer();
  const constants = onnxConstants(readFileSync(join(modelDir, 'model.onnx')));
  const table = new Int8Array(Uint8Array.from(constants.get('table')!.bytes).buffer);
  const scales = new Float32Array(Uint8Array.from(constants.get('scale')!.bytes).buffer);
  return (text) => {
    const tokens = encode(text).slice(0, 512);
    const sum = new Float32Array(256);
    for (const id of new Set(tokens)) {
      const weight = 1 + Math.log(tokens.filter((each) => each === id).length);
      sum.forEach((value, i) => (sum[i] = value + weight * scales[id]! * table[id * 256 + i]!));
    }
    return sum.map((value) => value / Math.hypot(...sum));
  };
}
