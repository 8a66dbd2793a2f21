import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { hubSettings } from '../../../../../../plugins/system/providers/local/models/hub/hub-settings.js';
import { Hub } from '../../../../../../plugins/system/providers/local/models/hub/hub.js';
import type { HttpClient, HttpRequest } from '../../../../../../plugins/system/providers/transport/http-client.js';
import { chatFiles, modelId, openLibraryStage } from './library-stage.js';

const signal = new AbortController().signal;
const token = 'hf_0123456789abcdef';

/** A client that answers from a table of redirects, for addresses that no server of a test can have. */
function redirecting(table: Readonly<Record<string, string>>): HttpClient & { readonly sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  return {
    sent,
    send(request) {
      sent.push(request);
      const location = table[request.url];
      const header = (name: string) => (name.toLowerCase() === 'location' ? location : undefined);
      const body = (async function* () {})();
      return Promise.resolve({ status: location === undefined ? 200 : 302, header, body, text: async () => '' });
    },
  };
}

const tokensOf = (client: { readonly sent: HttpRequest[] }) =>
  client.sent.map(({ url, headers }) => [new URL(url).host, headers?.['authorization']]);

it('the token goes to the hub and not to where it redirects', async () => {
  await using stage = await openLibraryStage({ HF_TOKEN: token });
  stage.repository.gated = true;
  await stage.pull();
  const { requests } = stage.hub;
  expect(new Set(requests.filter(({ at }) => at === 'hub').map((each) => each.authorization))).toEqual(
    new Set([`Bearer ${token}`]),
  );
  const elsewhere = requests.filter(({ at }) => at === 'cdn');
  expect(elsewhere.length).toBe(1);
  expect(elsewhere.map((each) => each.authorization)).toEqual([undefined]);
});

it('a redirect to the hub itself keeps the token; other host, other port and other scheme do not get it', async () => {
  const settings = hubSettings({ HF_TOKEN: token });
  const client = redirecting({
    'https://huggingface.co/a': '/b',
    'https://huggingface.co/b': 'https://huggingface.co:444/c',
    'https://huggingface.co:444/c': 'https://cdn-lfs.huggingface.co/d',
    'https://cdn-lfs.huggingface.co/d': 'https://huggingface.co/e',
  });
  await new Hub(settings, client).get('/a', signal);
  const bearer = `Bearer ${token}`;
  expect(tokensOf(client)).toEqual([
    ['huggingface.co', bearer],
    ['huggingface.co', bearer],
    ['huggingface.co:444', undefined],
    ['cdn-lfs.huggingface.co', undefined],
    ['huggingface.co', bearer],
  ]);
});

it('no token over plain http to another machine', async () => {
  const remote = redirecting({});
  await new Hub(hubSettings({ HF_TOKEN: token, HF_ENDPOINT: 'http://mirror.example/hf/' }), remote).get('/x', signal);
  expect(remote.sent.map(({ url }) => url)).toEqual(['http://mirror.example/hf/x']);
  expect(tokensOf(remote)).toEqual([['mirror.example', undefined]]);
  const near = redirecting({});
  await new Hub(hubSettings({ HF_TOKEN: token, HF_ENDPOINT: 'http://localhost:8080' }), near).get('/x', signal);
  expect(tokensOf(near)).toEqual([['localhost:8080', `Bearer ${token}`]]);
});

it.each([
  ['http://huggingface.co/b', /plain http/],
  ['file:///etc/passwd', /no http/],
  ['https://user:word@elsewhere.example/', /no http/],
  ['https://huggingface.co/a', /more than 5 redirects/],
])('a redirect to %s is not followed', async (location, words) => {
  const client = redirecting({ 'https://huggingface.co/a': location });
  await expect(new Hub(hubSettings({}), client).get('/a', signal)).rejects.toMatchObject({
    code: 'PLUGIN_MODELS_UNREACHABLE',
    message: expect.stringMatching(words) as unknown,
  });
  expect(client.sent.length).toBeLessThanOrEqual(6);
});

it('settings: what the environment says goes before .env, which never names the endpoint', () => {
  expect(hubSettings({})).toEqual({
    endpoint: 'https://huggingface.co',
    token: undefined,
    tokenVariable: undefined,
    offlineBy: undefined,
  });
  const dotenv = { HF_ENDPOINT: 'https://evil.example', HF_TOKEN: 'theirs', HF_HUB_OFFLINE: '1' };
  expect(hubSettings({ HF_TOKEN: 'mine', HF_HUB_OFFLINE: '0' }, dotenv)).toMatchObject({
    endpoint: 'https://huggingface.co',
    token: 'mine',
    offlineBy: undefined,
  });
  expect(hubSettings({}, dotenv)).toMatchObject({ token: 'theirs', offlineBy: 'HF_HUB_OFFLINE' });
  expect(hubSettings({ TRANSFORMERS_OFFLINE: 'yes' }).offlineBy).toBe('TRANSFORMERS_OFFLINE');
  expect(hubSettings({ HUGGING_FACE_HUB_TOKEN: ' t ' })).toMatchObject({
    token: 't',
    tokenVariable: 'HUGGING_FACE_HUB_TOKEN',
  });
});

it.each(['nonsense', 'ftp://hub.example', 'https://me:secret@hub.example', 'https://hub.example/?token=secret'])(
  'HF_ENDPOINT %s is refused, and no secret is repeated',
  (value) => {
    const refused = () => hubSettings({ HF_ENDPOINT: value });
    expect(refused).toThrow(/HF_ENDPOINT/);
    expect(refused).toThrow(expect.not.objectContaining({ message: expect.stringContaining('secret') as unknown }));
  },
);

it('offline: nothing is asked, and the variable is named', async () => {
  await using stage = await openLibraryStage({ HF_HUB_OFFLINE: '1' });
  await expect(stage.pull()).rejects.toMatchObject({
    code: 'PLUGIN_MODELS_OFFLINE',
    message: expect.stringContaining('HF_HUB_OFFLINE') as unknown,
    hint: expect.stringContaining(`${stage.dir}/<owner>/<name>`) as unknown,
  });
  expect(stage.hub.requests).toEqual([]);
});

it('gated: the page and the variable', async () => {
  await using stage = await openLibraryStage();
  stage.repository.gated = true;
  await expect(stage.pull()).rejects.toMatchObject({
    code: 'PLUGIN_MODELS_NO_ACCESS',
    hint: expect.stringMatching(`${stage.hub.endpoint}/${modelId}, then set HF_TOKEN`) as unknown,
  });
  expect(await readdir(stage.dir)).toEqual([]);
});

it('a token that the hub does not accept: which variable', async () => {
  await using stage = await openLibraryStage({ HF_ACCESS_TOKEN: 'hf_expired_expired' });
  const error: unknown = await stage.pull().catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: 'PLUGIN_MODELS_NO_ACCESS',
    message: expect.stringContaining('HF_ACCESS_TOKEN') as unknown,
  });
  expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('hf_expired');
});

it.each([{}, { HF_TOKEN: token }])('a model that the hub does not have: names that are like it (%j)', async (env) => {
  await using stage = await openLibraryStage(env);
  await expect(stage.pull('HuggingFaceTB/SmolLM2-135M-Instrukt')).rejects.toMatchObject({
    code: 'PLUGIN_MODELS_NOT_FOUND',
    message: expect.stringContaining(`${stage.hub.endpoint}/HuggingFaceTB/SmolLM2-135M-Instrukt`) as unknown,
    hint: expect.stringContaining('smollm2-135m') as unknown,
  });
});

it.each(['smollm', '../../etc', 'a/b/c', '/etc/passwd', 'a/..', '.git/config', 'a\\b/c', '-o/x', 'a/b\u0000'])(
  '%j is no name, and nothing is asked',
  async (name) => {
    await using stage = await openLibraryStage();
    await expect(stage.pull(name)).rejects.toMatchObject({ code: 'DEVMGR_USAGE', exitCode: 2 });
    expect(stage.hub.requests).toEqual([]);
    expect(await readdir(stage.dir)).toEqual([]);
  },
);

it('a busy hub is asked again, with the pause that it wants', async () => {
  await using stage = await openLibraryStage();
  const waits: number[] = [];
  const library = stage.open({ wait: (ms) => Promise.resolve(void waits.push(ms)) });
  stage.hub.failures.push({ status: 429, headers: { 'retry-after': '7' } }, { status: 503 });
  await library.pull(modelId, { signal, onProgress() {} });
  expect(waits[0]).toBe(7000);
  expect(waits).toHaveLength(2);
});

it('a hub that stays broken is given up after five times', async () => {
  await using stage = await openLibraryStage();
  for (let time = 0; time < 9; time++) stage.hub.failures.push({ status: 500 });
  await expect(stage.pull()).rejects.toMatchObject({ code: 'PLUGIN_MODELS_UNREACHABLE' });
  expect(stage.hub.requests).toHaveLength(5);
});

it('an interruption while it waits ends it', async () => {
  await using stage = await openLibraryStage();
  const abort = new AbortController();
  const library = stage.open({
    wait: (_ms, each) => {
      abort.abort(new Error('enough'));
      return Promise.reject(each.reason as Error);
    },
  });
  stage.hub.failures.push({ status: 500 });
  await expect(library.pull(modelId, { signal: abort.signal, onProgress() {} })).rejects.toThrow('enough');
});

it('what answers but is no hub is told', async () => {
  await using stage = await openLibraryStage();
  stage.repository.revision = 'no commit';
  await expect(stage.pull()).rejects.toMatchObject({ hint: expect.stringContaining('HF_ENDPOINT') as unknown });
});

it('a model without ONNX weights: the converted one that exists', async () => {
  await using stage = await openLibraryStage();
  const { 'config.json': config = '', 'tokenizer.json': tokenizer = '' } = chatFiles;
  stage.hub.add('maker/Model', { 'config.json': config, 'tokenizer.json': tokenizer, 'model.safetensors': 'x' });
  await expect(stage.pull('maker/Model')).rejects.toMatchObject({
    code: 'PLUGIN_MODELS_NO_ONNX',
    hint: expect.stringContaining('huggingface.co/onnx-community') as unknown,
  });
  stage.hub.add('onnx-community/Model-ONNX', chatFiles);
  await expect(stage.pull('maker/Model')).rejects.toMatchObject({
    hint: expect.stringContaining('devmgr models pull onnx-community/Model-ONNX') as unknown,
  });
});

it('weights that are not there: those that are', async () => {
  await using stage = await openLibraryStage();
  await expect(stage.pull(modelId, 'int8')).rejects.toMatchObject({
    code: 'DEVMGR_USAGE',
    hint: 'It has: fp32, q4, q4f16',
  });
  await expect(stage.pull(modelId, 'q5')).rejects.toMatchObject({ hint: expect.stringContaining('q4f16') as unknown });
});
