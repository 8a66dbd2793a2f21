import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevmgrError, Store, type PluginManifest, type SettingLayer, type SettingSource } from 'devmgr/plugin-api';
import { Ai, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseEmbedder } from '../../../../../../plugins/chat/index/service/embedder/choose-embedder.js';
import { CurrentEmbedder } from '../../../../../../plugins/chat/index/service/embedder/current-embedder.js';

const manifest: PluginManifest = {
  id: 'chat',
  title: 'AI Chat',
  apiVersion: '1.0',
  main: 'index.js',
  settings: { embedder: { type: 'string', default: 'built-in', description: '' } },
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-embedder-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** Providers by id, and where each sends what it is given. */
const hosts: Readonly<Record<string, string | undefined>> = {
  openai: 'api.openai.com',
  'no-key': undefined,
  ollama: undefined,
  local: undefined,
};

function fakeAi(sent: string[][] = [], at = hosts): Ai {
  const kindOf = (id: string) => (['openai', 'no-key'].includes(id) ? 'cloud' : 'local-server');
  const providers = Object.keys(hosts).map((id) => ({ id, kind: kindOf(id) }) as AiProvider);
  const ai: Pick<Ai, 'embeddingModel' | 'providers'> = {
    providers: new Store(providers),
    embeddingModel(selection) {
      const [id = ''] = selection.split('/');
      if (!(id in hosts)) {
        const message = `There is no provider ${id}`;
        throw new DevmgrError({ code: 'DEVMGR_USAGE', message, hint: 'Look at devmgr providers' });
      }
      return {
        specificationVersion: 1,
        providerId: id,
        modelId: 'm',
        host: at[id],
        dimensions: 1,
        maxBatchSize: 8,
        embed: async (texts) => (sent.push([...texts]), texts.map(() => new Float32Array(1))),
      };
    },
  };
  return ai as Ai;
}

function contextWith(value: string | undefined, source: SettingSource = 'user', lower: readonly SettingLayer[] = []) {
  const { context } = createTestContext({
    manifest,
    root: dir,
    storageDir: dir,
    settings: value === undefined ? {} : { embedder: value },
    settingSources: { embedder: source },
    lowerSettings: { embedder: lower },
  });
  context.services.provide(Ai, fakeAi());
  return context;
}
const choose = (...given: Parameters<typeof contextWith>) => chooseEmbedder(contextWith(...given));
const plain = (choice: object) => ({ choice, problem: undefined, mayLeave: true });

describe('the embedder that the settings choose', () => {
  it.each([
    [undefined, { kind: 'built-in' }],
    ['built-in', { kind: 'built-in' }],
    [' Built-In ', { kind: 'built-in' }],
    ['', { kind: 'built-in' }],
    ['off', { kind: 'none' }],
    ['openai/text-embedding-3-small', { kind: 'service', selection: 'openai/text-embedding-3-small' }],
    ['/models/minilm', { kind: 'folder', path: '/models/minilm' }],
    ['~/minilm', { kind: 'folder', path: join(homedir(), 'minilm') }],
    ['local/bge-small', { kind: 'service', selection: 'local/bge-small' }],
  ])('%s', async (value, choice) => {
    expect(await choose(value)).toEqual(plain(choice));
  });

  it('is a folder from the root of the project', async () => {
    expect(await choose('./models/mini')).toEqual(plain({ kind: 'folder', path: join(dir, 'models/mini') }));
  });

  it.each(['all-minilm-l6-v2', 'local/all-minilm-l6-v2', 'local/onnx-community/all-MiniLM-L6-v2-ONNX'])(
    'is the folder of the pulled model %s',
    async (value) => {
      const path = join(dir, 'models/onnx-community/all-MiniLM-L6-v2-ONNX');
      await mkdir(path, { recursive: true });
      await mkdir(join(dir, 'models/.partial/x'), { recursive: true });
      expect(await choose(value)).toEqual(plain({ kind: 'folder', path }));
    },
  );

  it('is none where the provider is not known, and it is said why', async () => {
    const problem = 'There is no provider nobody. Look at devmgr providers';
    expect(await choose('nobody/m')).toMatchObject({ choice: { kind: 'none', problem }, problem });
  });
});

describe('a file of the project', () => {
  it('does not send code to another machine: the person decides, and is told how', async () => {
    const { choice, problem } = await choose('openai/large', 'project', [{ value: './mini', source: 'user' }]);
    expect(choice).toEqual({ kind: 'folder', path: join(dir, 'mini') });
    expect(problem).toContain('api.openai.com');
    expect(problem).toContain(`add embedder = "openai/large" below [chat] in ${join(dir, 'config.toml')}`);
  });

  it('does not choose a provider that is not set up yet, either', async () => {
    const { choice, problem } = await choose('no-key/large', 'project');
    expect(choice).toEqual({ kind: 'built-in' });
    expect(problem).toContain('no-key/large');
  });

  it.each(['off', 'ollama/nomic', './mini', 'built-in'])(
    'may choose %s, which stays on this machine',
    async (value) => {
      const { problem } = await choose(value, 'project', [{ value: 'openai/large', source: 'user' }]);
      expect(problem).toBeUndefined();
    },
  );

  it('changes nothing about what the environment says', async () => {
    const lower: readonly SettingLayer[] = [{ value: 'openai/small', source: 'project' }];
    expect(await choose('openai/large', 'environment', lower)).toEqual(
      plain({ kind: 'service', selection: 'openai/large' }),
    );
  });
});

describe('texts', () => {
  const texts = ['password = "hunter2hunter2"'];
  const { signal } = new AbortController();
  const embed = async (selection: string, source: SettingSource, where: string | undefined) => {
    const sent: string[][] = [];
    const context = contextWith(selection, source);
    context.secrets.add('hunter2hunter2');
    const embedder = new CurrentEmbedder(context);
    await embedder.get();
    const [id = ''] = selection.split('/');
    context.services.provide(Ai, fakeAi(sent, { ...hosts, [id]: where }));
    await embedder.embed({ selection, texts }, signal);
    return sent;
  };

  it('leave the machine without secrets', async () => {
    expect(await embed('openai/m', 'user', 'api.openai.com')).toEqual([['password = "***"']]);
  });

  it('stay as they are on it', async () => {
    expect(await embed('ollama/m', 'project', undefined)).toEqual([texts]);
  });

  it('do not leave it when what the project chose turns out to be elsewhere', async () => {
    await expect(embed('ollama/m', 'project', 'elsewhere.example')).rejects.toMatchObject({
      code: 'DEVMGR_CONFIG_INVALID',
      message: expect.stringContaining('elsewhere.example') as string,
    });
  });

  it('are not sent to who was not chosen', async () => {
    const embedder = new CurrentEmbedder(contextWith('off'));
    await expect(embedder.embed({ selection: 'openai/m', texts }, signal)).rejects.toThrow('no code is sent there');
  });
});
