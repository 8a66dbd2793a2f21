import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { revision } from '../../../../../support/hub-server.js';
import { chatFiles, modelId, openLibraryStage } from './library-stage.js';

const weights = 'onnx/model_q4.onnx';
const failure = (code: string, words: RegExp) => ({ code, message: expect.stringMatching(words) as unknown });

it('brings what the task and the weights need, and no more, with a record', async () => {
  await using stage = await openLibraryStage();
  const model = await stage.pull();
  expect(model).toMatchObject({ id: modelId, task: 'text-generation', dtype: 'q4', contextWindow: 2048 });
  expect(model.revision).toBe(revision(1));
  const files = await readdir(join(stage.dir, modelId), { recursive: true });
  expect(files.sort()).toEqual([
    'config.json',
    'devmgr-model.json',
    'generation_config.json',
    'onnx',
    weights,
    'tokenizer.json',
    'tokenizer_config.json',
  ]);
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
  const record = JSON.parse(await stage.text('devmgr-model.json')) as { files: object[] };
  const sha256 = createHash('sha256')
    .update(chatFiles[weights] ?? '')
    .digest('hex');
  expect(record).toMatchObject({
    version: 1,
    id: modelId,
    revision: revision(1),
    task: 'text-generation',
    dtype: 'q4',
  });
  expect(record.files).toContainEqual(expect.objectContaining({ path: weights, size: 1100, sha256 }));
  expect(stage.library.models.get()).toEqual([model]);
});

it('a model that is here already is not fetched again', async () => {
  await using stage = await openLibraryStage();
  await stage.pull();
  const before = stage.hub.fetched().length;
  await stage.pull();
  expect(stage.hub.fetched().length).toBe(before);
});

it('a torn connection is taken up where it broke', async () => {
  await using stage = await openLibraryStage();
  const part = join(stage.dir, modelId, `${weights}.part`);
  let wanted = 0;
  const seen = async () => {
    wanted += 300;
    await expect.poll(async () => (await stat(part)).size).toBe(wanted);
  };
  stage.repository.files.get(weights)!.tear = { after: 300, times: 3, seen };
  await stage.pull();
  expect(stage.hub.fetched().filter((each) => each.startsWith(weights))).toEqual([
    weights,
    `${weights} 300-`,
    `${weights} 600-`,
    `${weights} 900-`,
  ]);
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('gives up when nothing comes any more, keeps what came, and the next pull goes on', async () => {
  await using stage = await openLibraryStage();
  const file = stage.repository.files.get(weights)!;
  file.tear = { after: 0, times: 99 };
  await expect(stage.pull()).rejects.toMatchObject(failure('PLUGIN_MODELS_UNREACHABLE', /127\.0\.0\.1/));
  file.tear.times = 0;
  await stage.pullUntil(weights, 400);
  expect(await stage.library.scan()).toEqual([]);
  expect((await stage.text(`${weights}.part`)).length).toBe(400);
  await stage.pull();
  expect(stage.hub.fetched().at(-1)).toBe(`${weights} 400-`);
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('a hub that does not understand ranges sends the file from the start', async () => {
  await using stage = await openLibraryStage();
  const file = stage.repository.files.get(weights)!;
  file.noRange = true;
  await stage.pullUntil(weights, 300);
  await stage.pull();
  expect(stage.hub.fetched().at(-1)).toBe(`${weights} 300-`);
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('wrong bytes of the right length are deleted and told', async () => {
  await using stage = await openLibraryStage();
  for (const path of [weights, 'tokenizer.json']) {
    const file = stage.repository.files.get(path)!;
    file.wrong = { content: Buffer.alloc(file.content.length, 'x'), times: 1 };
    await expect(stage.pull()).rejects.toMatchObject(failure('PLUGIN_MODELS_WRONG_BYTES', new RegExp(path)));
    expect(await readdir(join(stage.dir, modelId), { recursive: true })).not.toContain(`${path}.part`);
    await stage.pull();
    expect(await stage.text(path)).toBe(chatFiles[path]);
    await stage.library.remove(modelId);
  }
});

it('more bytes than announced are wrong bytes too', async () => {
  await using stage = await openLibraryStage();
  const file = stage.repository.files.get(weights)!;
  file.wrong = { content: Buffer.alloc(5000, 'x'), times: 9 };
  await expect(stage.pull()).rejects.toMatchObject({ code: 'PLUGIN_MODELS_WRONG_BYTES' });
  expect(await readdir(join(stage.dir, modelId), { recursive: true })).not.toContain(`${weights}.part`);
});

it('a beginning that somebody damaged is fetched anew without a word', async () => {
  await using stage = await openLibraryStage();
  const dir = join(stage.dir, modelId);
  await stage.pullUntil(weights, 500);
  await writeFile(join(dir, `${weights}.part`), 'y'.repeat(500));
  await stage.pull();
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('a new revision replaces what changed; a beginning of the old one is not continued', async () => {
  await using stage = await openLibraryStage();
  await stage.pull();
  const old = stage.repository.files.get(weights)!;
  const before = stage.hub.fetched().length;
  stage.repository.revision = revision(2);
  stage.repository.files.set(weights, { content: Buffer.from('newer weights '.repeat(90)), lfs: true });
  const model = await stage.pull();
  expect(model.revision).toBe(revision(2));
  expect(stage.hub.fetched().slice(before)).toEqual([weights]);
  expect(await stage.text(weights)).toContain('newer');

  stage.repository.revision = revision(3);
  stage.repository.files.set(weights, { content: Buffer.from('third '.repeat(200)), lfs: true });
  await stage.pullUntil(weights, 200);
  // The second stays usable while the third is not whole.
  expect((await stage.library.scan()).map((each) => each.revision)).toEqual([revision(2)]);
  stage.repository.revision = revision(4);
  stage.repository.files.set(weights, old);
  await stage.pull();
  expect(stage.hub.fetched().at(-1)).toBe(weights);
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('other weights take the place of those that were there', async () => {
  await using stage = await openLibraryStage();
  await stage.pull();
  expect(await stage.pull(modelId, 'fp32')).toMatchObject({ dtype: 'fp32' });
  expect(await readdir(join(stage.dir, modelId, 'onnx'))).toEqual(['model.onnx']);
});

it('two at the same time: the second is told who pulls', async () => {
  await using stage = await openLibraryStage();
  let release = () => {};
  const until = new Promise<void>((resolve) => (release = resolve));
  stage.repository.files.get(weights)!.hold = { after: 100, until };
  const busy = new Promise<void>((resolve) => {
    void stage.library
      .pull(modelId, {
        signal: new AbortController().signal,
        onProgress: ({ file }) => file === weights && resolve(),
      })
      .catch(() => undefined);
  });
  await busy;
  const second = stage.open();
  const signal = new AbortController().signal;
  const refused = failure('PLUGIN_MODELS_BUSY', new RegExp(`pid ${process.pid}`));
  await expect(second.pull(modelId, { signal, onProgress() {} })).rejects.toMatchObject(refused);
  await expect(second.remove(modelId)).rejects.toMatchObject(refused);
  release();
  await expect.poll(() => stage.library.models.get().length).toBe(1);
});

it('the lock of a devmgr that was killed is taken over', async () => {
  await using stage = await openLibraryStage();
  const dir = join(stage.dir, modelId);
  await mkdir(dir, { recursive: true });
  await writeFile(
    join(dir, '.devmgr-pull.lock'),
    JSON.stringify({ pid: process.pid, startTime: 'of another process' }),
  );
  await stage.pull();
  expect(await readdir(dir)).not.toContain('.devmgr-pull.lock');
  await writeFile(join(dir, '.devmgr-pull.lock'), 'garbage');
  await stage.pull();
});

it('too little room is told before anything is fetched, and leaves nothing', async () => {
  await using stage = await openLibraryStage();
  stage.repository.files.get(weights)!.announcedSize = 4e15;
  await expect(stage.pull()).rejects.toMatchObject(failure('PLUGIN_MODELS_NO_ROOM', /4000000\.0 GB/));
  expect(stage.hub.fetched()).toEqual([]);
  expect(await readdir(stage.dir)).toEqual([]);
});

it('nothing is written behind a link', async () => {
  await using stage = await openLibraryStage();
  const other = await openLibraryStage();
  await mkdir(join(stage.dir, 'tiny'));
  await symlink(other.dir, join(stage.dir, modelId));
  await expect(stage.pull()).rejects.toMatchObject(failure('DEVMGR_STORAGE_FAILED', /link/));
  expect(await readdir(other.dir)).toEqual([]);
  await other[Symbol.asyncDispose]();
});

it('the record of a pull is not written behind a link either', async () => {
  await using stage = await openLibraryStage();
  const mine = join(stage.dir, 'mine.txt');
  await writeFile(mine, 'mine');
  await mkdir(join(stage.dir, modelId), { recursive: true });
  for (const name of ['.devmgr-pull.json.new', 'devmgr-model.json.new', 'devmgr-model.json'])
    await symlink(mine, join(stage.dir, modelId, name));
  await stage.pull();
  expect(await readFile(mine, 'utf8')).toBe('mine');
  expect(await stage.text('devmgr-model.json')).toContain(modelId);
});

it('files that the hub names twice are fetched once', async () => {
  await using stage = await openLibraryStage();
  stage.repository.siblings = ['config.json', weights].map((rfilename) => ({ rfilename, size: 7 }));
  await stage.pull();
  expect(stage.hub.fetched().filter((path) => path === weights)).toHaveLength(1);
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('a file that a person put there is kept when it is the right one', async () => {
  await using stage = await openLibraryStage();
  await mkdir(join(stage.dir, modelId, 'onnx'), { recursive: true });
  await writeFile(join(stage.dir, modelId, weights), chatFiles[weights] ?? '');
  await writeFile(join(stage.dir, modelId, 'notes.txt'), 'mine');
  await stage.pull();
  expect(stage.hub.fetched()).not.toContain(weights);
  expect(await stage.text('notes.txt')).toBe('mine');
});

it('a damaged file is noticed by a look and repaired by a pull', async () => {
  await using stage = await openLibraryStage();
  await stage.pull();
  await truncate(join(stage.dir, modelId, weights), 10);
  expect(await stage.library.scan()).toEqual([]);
  expect(stage.debug.join('\n')).toContain(`${weights} is missing or not whole`);
  await stage.pull();
  expect(await stage.text(weights)).toBe(chatFiles[weights]);
});

it('progress counts the whole model and ends with all of it', async () => {
  await using stage = await openLibraryStage();
  await stage.pull();
  const total = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json', weights]
    .map((path) => chatFiles[path]?.length ?? 0)
    .reduce((sum, size) => sum + size);
  expect(stage.progress.at(-1)).toEqual({ file: weights, doneBytes: total, totalBytes: total });
  const done = stage.progress.map(({ doneBytes }) => doneBytes);
  expect(done).toEqual([...done].sort((a, b) => a - b));
});
