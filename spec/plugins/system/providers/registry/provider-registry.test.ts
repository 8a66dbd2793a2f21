import { afterEach, describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import { ProviderRegistry } from '../../../../../plugins/system/providers/registry/provider-registry.js';
import { aiStage, ask, type AiStage } from '../support/ai-stage.js';
import { says, scriptedProvider } from '../support/scripted-provider.js';
import { machinePace } from '../../../../support/machine-pace.js';
import { processorMs } from '../../../../support/processor-ms.js';

let stage: AiStage;

afterEach(() => stage.dispose());

const ids = () => stage.ai.providers.get().map(({ id }) => id);
const KNOWN = ['openai', 'anthropic', 'together', 'anyscale', 'ollama', 'llama-server', 'lm-studio', 'vllm'];

function thrownBy(act: () => unknown): DevmgrError {
  try {
    act();
  } catch (error) {
    if (DevmgrError.isInstance(error)) return error;
  }
  throw new Error('No DevmgrError was thrown');
}

describe('providers', () => {
  it('are the known ones, those of the settings, those of plugins, and this machine', () => {
    stage = aiStage({ settings: { providers: { mine: { 'base-url': 'http://127.0.0.1:9/v1' } } } });
    stage.ai.registerProvider(scriptedProvider('theirs', [says('')]));
    expect(ids()).toEqual([...KNOWN, 'mine', 'theirs', 'local']);
  });

  it('are the same list until one comes or goes', async () => {
    stage = aiStage();
    const before = stage.registry.entries;
    expect(stage.registry.entries).toBe(before);
    expect(stage.ai.providers.get()).toBe(stage.ai.providers.get());
    const registered = stage.ai.registerProvider(scriptedProvider('theirs', [says('')]));
    expect(stage.registry.entries).toHaveLength(before.length + 1);
    await registered.dispose();
    expect(stage.registry.entries).toEqual(before);
  });

  it('of thousands of tables are a hundred, which is told, and soon there', async () => {
    const table = { 'base-url': 'http://127.0.0.1:9/v1' };
    const providers = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`p${index}`, table]));
    const before = processorMs();
    stage = aiStage({ settings: { providers } });
    expect(stage.test.notifications.map(({ message }) => message)).toEqual([
      'Setting system.providers has 2004 tables: the first 100 are read',
    ]);
    await stage.look({ signal: AbortSignal.timeout(30_000) });
    for (let count = 0; count < 100; count += 1) expect(stage.ai.languageModel().providerId).toBe('local');
    expect(processorMs() - before).toBeLessThan(10_000 * machinePace().processor);
  });

  it('are registered as data, too', async () => {
    stage = aiStage();
    const definition = {
      id: 'acme',
      title: 'Acme',
      kind: 'cloud',
      wireFormat: 'openai-chat',
      keyVariables: ['ACME_KEY'],
    } as const;
    const registered = stage.ai.registerProvider({ ...definition, baseUrl: 'http://127.0.0.1:9/v1' });
    expect(stage.registry.require('acme').provider.state.get().status).toMatchObject({
      kind: 'needs-key',
      hint: expect.stringContaining('ACME_KEY') as string,
    });
    await registered.dispose();
    expect(ids()).not.toContain('acme');
  });

  it('of a plugin are changed by the settings, as known ones are', () => {
    stage = aiStage({ settings: { providers: { acme: { model: 'm-9', 'base-url': 'http://127.0.0.1:9/v2' } } } });
    stage.ai.registerProvider({ id: 'acme', title: 'Acme', kind: 'cloud', wireFormat: 'openai-chat' });
    const { state, title } = stage.registry.require('acme').provider;
    expect(title).toBe('Acme');
    expect(state.get()).toMatchObject({ baseUrl: 'http://127.0.0.1:9/v2', defaultModel: 'm-9' });
  });

  it.each(['', 'Acme', 'a b', '-a', 'a/b', 'x'.repeat(41)])('are not called %j', (id) => {
    stage = aiStage();
    expect(thrownBy(() => stage.ai.registerProvider(scriptedProvider(id, [says('')]))).message).toContain(id);
  });

  it('do not take the name of another', () => {
    stage = aiStage();
    stage.ai.registerProvider(scriptedProvider('acme', [says('')]));
    for (const id of ['acme', 'openai', 'local'])
      expect(thrownBy(() => stage.ai.registerProvider(scriptedProvider(id, [says('')]))).code).toBe(
        'DEVMGR_CONTRIBUTION_DUPLICATE',
      );
  });

  it('that do not exist are a usage error that names those that do', () => {
    stage = aiStage();
    const error = thrownBy(() => stage.ai.languageModel(['openai', 'antropic/claude']));
    expect(error).toMatchObject({ code: 'DEVMGR_USAGE', message: 'There is no AI provider "antropic"' });
    expect(error.hint).toContain('anthropic');
    expect(thrownBy(() => stage.ai.embeddingModel('nobody/x')).code).toBe('DEVMGR_USAGE');
    expect(thrownBy(() => stage.ai.embeddingModel('anthropic/x')).message).toContain('no embeddings');
    expect(thrownBy(() => stage.ai.embeddingModel('openai')).hint).toContain('openai/<model>');
  });

  it('change when the state of one of them does, once for changes at the same time', async () => {
    stage = aiStage();
    const one = scriptedProvider('one', [says('')]);
    const two = scriptedProvider('two', [says('')]);
    stage.ai.registerProvider(one);
    stage.ai.registerProvider(two);
    await Promise.resolve();
    let changes = 0;
    stage.ai.providers.onDidChange(() => (changes += 1));
    one.state.update((state) => ({ ...state, latencyMs: 5 }));
    two.state.update((state) => ({ ...state, latencyMs: 6 }));
    expect(changes).toBe(0);
    await Promise.resolve();
    expect(changes).toBe(1);
  });

  it('with wrong settings harm no other', () => {
    stage = aiStage({ settings: { providers: { openai: { 'base-url': 7 } } } });
    expect(stage.registry.require('openai').provider.state.get().status.kind).toBe('needs-setup');
    expect(stage.logged().some((line) => line.startsWith('warn') && line.includes('openai'))).toBe(true);
    expect(ids()).toContain('anthropic');
  });
});

describe('settings that change', () => {
  it('make what is new, take away what is gone, and leave alone what is the same', () => {
    stage = aiStage();
    const made: string[] = [];
    const definition = (id: string, title = id) => ({ id, title, kind: 'cloud', wireFormat: 'openai-chat' }) as const;
    let configured = [definition('a'), definition('b')];
    const registry = new ProviderRegistry({
      known: [],
      configure: () => configured,
      create(each) {
        made.push(`${each.id} ${each.title}`);
        return {
          ...scriptedProvider(each.id, [says('')]),
          isSetUp: () => true,
          isDefaultSure: () => true,
          connection: () => Promise.reject(new Error('No requests here')),
          dispose() {},
          retire() {},
          reconsider() {},
        };
      },
    });
    configured = [definition('b', 'other'), definition('c')];
    registry.configure();
    registry.configure();
    expect(made).toEqual(['a a', 'b b', 'b other', 'c c']);
    expect(registry.all.get().map(({ id }) => id)).toEqual(['b', 'c']);
  });
});

describe('without a selection', () => {
  it('the choice of the person is asked, then the order of the settings', async () => {
    stage = aiStage({ settings: { 'ai-order': ['gone/x', 'one', 'two'] } });
    stage.ai.registerProvider(scriptedProvider('one', [says('one')]));
    stage.ai.registerProvider(scriptedProvider('two', [says('two')]));
    expect((await ask(stage.ai.languageModel())).text).toBe('one');
    await stage.preferences.select('two/m');
    expect((await ask(stage.ai.languageModel())).text).toBe('two');
    expect(stage.ai.languageModel().providerId).toBe('two');
  });

  it('whatever is ready is asked; nobody asks a service without a key', async () => {
    stage = aiStage();
    expect(stage.ai.languageModel().providerId).toBe('local');
    stage.ai.registerProvider(scriptedProvider('mine', [says('mine')]));
    expect(stage.ai.languageModel().providerId).toBe('mine');
    expect((await ask(stage.ai.languageModel())).text).toBe('mine');
  });

  it('the one that needs nothing answers when nobody else can', async () => {
    stage = aiStage();
    const { parts, error } = await ask(stage.ai.languageModel());
    expect(error).toBeUndefined();
    expect(parts.at(-1)).toMatchObject({ target: { providerId: 'local', modelId: 'extractive' } });
  });
});
