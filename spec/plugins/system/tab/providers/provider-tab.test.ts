import { describe, expect, it } from 'vitest';
import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import { onSystemStage, type SystemStage } from '../system-stage.js';
import { drivenProvider, MODELS, type DrivenProvider } from './driven-provider.js';

const wide = { cols: 120, rows: 34 };
const narrow = { cols: 80, rows: 24 };

/** Two services that answer and one without a key, beside those that devmgr knows. */
function providers(): [DrivenProvider, DrivenProvider, DrivenProvider] {
  return [
    drivenProvider('acme'),
    drivenProvider('beta', { warnings: ['gpt-4o retires soon'], defaultModel: 'gpt-4o' }),
    drivenProvider('gamma', { status: { kind: 'needs-key', hint: 'Set GAMMA_KEY' }, latencyMs: undefined, models: [] }),
  ];
}

const focusProviders = async ({ app }: SystemStage) => {
  await app.waitFor('v AI');
  app.key('v');
  await app.waitFor('R refresh');
};

describe.each([wide, narrow])('the AI providers in the System tab on $cols x $rows', (size) => {
  it('shows them, those that are ready first, with what to do for the others', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      const rows = app.text().split('\n');
      const line = (text: string) => rows.findIndex((row) => row.includes(text));
      expect(rows[line('acme')]).toMatch(/● ▸acme +ready +212ms +3 {2}gpt-6-luna/);
      expect(rows[line('beta')]).toMatch(/● {2}beta +ready +212ms +3 {2}gpt-4o {2}! gpt-4o ret/);
      expect(line('acme')).toBeLessThan(line('beta'));
      expect(line('beta')).toBeLessThan(line('openai'));
      await app.waitFor(/acme gpt-6-luna\s*$/);
      app.key('v', 'end');
      await app.waitFor(/! {2}gamma +needs key +Set GAMMA_KEY/);
    }));

  it('has room for at least five of them beside the servers', () =>
    onSystemStage(size, async ({ app }) => {
      await app.waitFor('○ api');
      const rows = app.text().split('\n');
      const from = rows.findIndex((row) => row.includes('AI providers'));
      const to = rows.findIndex((row) => row.includes('[Refresh R]'));
      expect(to - from - 3).toBeGreaterThanOrEqual(5);
      await app.waitFor('[Start s]');
      await app.waitFor('Port [');
    }));

  it('looks again with R', () =>
    onSystemStage(size, async (stage) => {
      const { app } = stage;
      await focusProviders(stage);
      app.key('R');
      await app.waitFor(/AI providers were looked at: 1 ready/);
      await app.waitFor(/! {2}openai +needs key/);
      await app.waitFor(/● ▸local +ready/);
      await app.waitFor(/✗ {2}ollama +unreachable/);
      await app.waitFor(/AI providers 1 ready /);
    }));

  it('tries one, streams, stops with Esc and keeps the text; Esc leaves, and closes it in the end', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('t');
      await app.waitFor('Ask acme gpt-6-luna · goes to api.example.com, costs tokens');
      app.type('Say hello');
      app.key('enter');
      await app.waitFor('> Say hello');
      await app.waitFor('waiting…');
      const [acme] = driven(stage);
      acme.step({
        type: 'attempt-fail',
        target: acme.target,
        error: new Error('acme: too many requests'),
        retryInMs: 2000,
      });
      await app.waitFor('! acme: too many requests; again in 2s');
      acme.step({ type: 'reasoning-delta', text: 'They want a greeting.' });
      await app.waitFor('They want a greeting.');
      acme.say('Hello ');
      acme.say('there\x1b[31m, friend.');
      await app.waitFor('Hello there, friend.');
      await app.waitFor('answering…');
      app.key('escape');
      await app.waitFor(/stopped · acme gpt-6-luna/);
      await app.waitFor('Hello there, friend.');
      expect(acme.questions).toEqual(['Say hello']);
      if (size === narrow) {
        // The answer is not in sight in the list: only its own page offers to close it.
        await app.waitFor('c close answer');
        app.key('escape');
        await app.waitFor('[Try t]');
        await app.waitFor(() => !app.text().includes('close answer'));
        app.key('enter');
        await app.waitFor('Hello there');
        app.key('c');
        await app.waitFor('Models 3');
      } else {
        app.key('escape');
        await app.waitFor('Esc close answer');
        app.key('escape');
        await app.waitFor(() => !app.text().includes('Esc close answer'));
      }
      await app.waitFor(() => !app.text().includes('Hello there'));
    }));

  it('stays with the one that was asked when its key is refused and it moves down the list', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      // Nobody has chosen a row yet.
      app.key('t');
      await app.waitFor('Ask acme');
      app.type('Hi');
      app.key('enter');
      await app.waitFor('> Hi');
      const [acme] = driven(stage);
      acme.set({ status: { kind: 'needs-key', hint: 'Check ACME_KEY' } });
      await app.waitFor('> Hi');
      acme.step(new Error('refused'));
      await app.waitFor('✗ acme (gpt-6-luna): refused');
    }));

  it('asks a question of its own when none is typed', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('t');
      await app.waitFor('[ Enter asks: Say hello in one sentence.');
      app.key('enter');
      await app.waitFor('> Say hello in one sentence.');
      expect(driven(stage)[0].questions).toEqual(['Say hello in one sentence.']);
    }));

  it('lists the models that have the words of the filter', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('enter');
      await app.waitFor('Models 3');
      app.key('/');
      await app.waitFor('Filter the models');
      app.type('LUNA');
      app.key('enter');
      await app.waitFor('Models 1 of 3 · LUNA');
      await app.waitFor(() => !app.text().includes('text-embed'));
      app.key('/');
      await app.waitFor('[LUNA');
      app.key('C-u', 'enter');
      await app.waitFor(/Models 3 ─/);
    }));

  it('says at the end of an answer who it was, how many tokens, what it cost and how long it took', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('t');
      await app.waitFor('Ask acme');
      app.type('Hi');
      app.key('enter');
      const [acme] = driven(stage);
      acme.say('Hi!');
      acme.end();
      await app.waitFor('$0.000042');
      for (const part of ['acme gpt-6-luna · tokens 12 in, 34 out', /first token [\d.]+m?s/]) await app.waitFor(part);
      app.key('y');
      await app.waitFor('The answer was sent');
      expect(stage.copied).toEqual(['Hi!']);
    }));

  it('changes the model, and who is asked by default; both are remembered', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('down', 'm');
      await app.waitFor('Model of beta');
      await app.waitFor(/▸ gpt-4o +window 128k/);
      app.type('luna');
      app.key('enter');
      await app.waitFor('beta answers with gpt-');
      expect(stage.remembered('ai')).toMatchObject({ models: { beta: 'gpt-6-luna' } });
      app.key('u');
      await app.waitFor(/▸beta/);
      await app.waitFor('beta is asked by default in this project');
      expect(stage.remembered('ai')).toMatchObject({ selection: 'beta' });
      await app.waitFor('[Automatic again u]');
      await app.waitFor(() => lastLines(app.text()).includes('u automatic again'));
      app.key('u');
      await app.waitFor('[Use by default u]');
      await app.waitFor(/▸acme/);
      expect(stage.remembered('ai')).not.toMatchObject({ selection: 'beta' });
    }));

  it('says why a provider cannot be tried or asked by default', () =>
    onSystemStage({ ...size, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('R');
      await app.waitFor('AI providers 3 ready ─');
      app.key('end');
      await app.waitFor(() => !app.text().includes('t try'));
      app.key('t');
      await expect.poll(() => stage.told.length).toBe(1);
      expect(stage.told).toEqual(['system.try-provider: gamma: Set GAMMA_KEY']);
      app.key('u');
      await expect.poll(() => stage.told.length).toBe(2);
      expect(stage.told[1]).toBe('system.use-provider: gamma: Set GAMMA_KEY');
      expect(stage.remembered('ai')).toBeUndefined();
    }));
});

describe('the AI providers in the System tab', () => {
  it('are worked with the mouse alone', () =>
    onSystemStage({ ...wide, providers: providers() }, async (stage) => {
      const { app, click } = stage;
      await app.waitFor('AI providers 2 ready');
      click('beta');
      await app.waitFor('The beta service');
      await app.waitFor('https://api.example.com/v1');
      click('[Use by default u]');
      await app.waitFor('▸beta');
      click('PROVIDER');
      click('PROVIDER');
      await app.waitFor(() => {
        const rows = app.text().split('\n');
        return rows.findIndex((row) => row.includes('vllm')) < rows.findIndex((row) => row.includes('openai'));
      });
      click('[Try t]');
      await app.waitFor('Ask beta gpt-4o');
      app.type('Hi');
      click('OK');
      driven(stage)[1].say('One\nTwo\nThree');
      await app.waitFor('Three');
      click('Esc stop');
      await app.waitFor('stopped · beta gpt-4o');
    }));

  it('shows keys of servers while those have the focus, and of providers while these have it', () =>
    onSystemStage(wide, async (stage) => {
      const { app } = stage;
      await app.waitFor('s start');
      expect(lastLines(app.text())).not.toContain('R refresh');
      app.key('v');
      await app.waitFor('R refresh');
      await app.waitFor(() => !lastLines(app.text()).includes('s start'));
      await app.waitFor(() => lastLines(app.text()).includes('v fine-tuning'));
      app.key('v');
      await app.waitFor(() => lastLines(app.text()).includes('v servers'));
      app.key('v');
      await app.waitFor('s start');
    }));

  it('shows the details of the list that had the focus last', () =>
    onSystemStage({ ...wide, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('main:app');
      app.key('v');
      await app.waitFor('The acme service');
      await app.waitFor('window 1.05M · $0.10/0.50');
      await app.waitFor(/Models 3/);
      await app.waitFor(() => !app.text().includes('main:app'));
      app.key('enter', 'down');
      await app.waitFor('Models 3 · until 2099-01-14 → gpt-6-luna');
      app.key('enter');
      await app.waitFor('acme answers with gpt-4o');
      app.key('v');
      await app.waitFor('No fine-tuning job is selected');
      app.key('v');
      await app.waitFor('main:app');
    }));

  it('have their details on a page of their own when it is narrow', () =>
    onSystemStage({ ...narrow, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 2 ready');
      await focusProviders(stage);
      app.key('enter');
      await app.waitFor('The acme service');
      await app.waitFor(/▸ gpt-6-luna +1\.05M +0\.10\/0\.50/);
      expect(app.text()).not.toContain('[Try t]');
      app.key('escape');
      await app.waitFor('[Try t]');
    }));

  it('names the variable of a key and never what is in it', () =>
    onSystemStage(
      { ...wide, variables: { TOGETHER_API_KEY: 'tok-1234567890abcdef', TOGETHER_BASE_URL: 'http://127.0.0.1:9/v1' } },
      async (stage) => {
        const { app, click } = stage;
        await app.waitFor('together');
        click('together');
        await app.waitFor('TOGETHER_API_KEY set');
        expect(app.text()).not.toContain('tok-1234567890abcdef');
        click('anthropic');
        await app.waitFor('ANTHROPIC_API_KEY not set');
      },
    ));

  it('have room for their notes and for names of models on a large screen', () => {
    const id = 'corp/a-model-with-a-rather-long-name-of-48-cells';
    const hint = 'Set GAMMA_KEY in the environment or in .env, or name another variable';
    const providers = [
      drivenProvider('acme', { models: [...MODELS, { id, kind: 'language' }], warnings: ['gpt-4o retires soon'] }),
      drivenProvider('gamma', { status: { kind: 'needs-key', hint }, models: [] }),
    ];
    return onSystemStage({ cols: 200, rows: 50, providers }, async (stage) => {
      const { app } = stage;
      await app.waitFor(/acme +ready +212ms +4 {2}gpt-6-luna {12}! gpt-4o retires soon/);
      await app.waitFor(hint);
      await focusProviders(stage);
      await app.waitFor(id);
      await app.waitFor(/! {2}gpt-4o {2}retires on 2099-01-14, in [0-9]+ days: use/);
    });
  });

  it('are laid out for the whole width where they have it', () => {
    const warnings = ['a', 'b', 'c'].map((letter) => `${letter} warning that is long `.repeat(3).trim());
    const acme = drivenProvider('acme', { warnings });
    return onSystemStage({ ...wide, providers: [acme] }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 1 ready');
      await focusProviders(stage);
      await app.waitFor('─ Models');
      const factRows = () =>
        app
          .text()
          .split('\n')
          .findIndex((row) => row.includes('─ Models'));
      expect(factRows()).toBeGreaterThan(12);
      app.key('z');
      await app.waitFor(() => !app.text().includes('AI providers'));
      await app.waitFor(/! {2}gpt-4o {2}retires on 2099-01-14/);
      expect(factRows()).toBe(11);
    });
  });

  it('give names of models the room of numbers that nobody knows', () => {
    const id = 'corp/a-model-with-a-rather-long-name';
    const acme = drivenProvider('acme', { models: [{ id, kind: 'language' }], defaultModel: id });
    return onSystemStage({ ...wide, providers: [acme] }, async (stage) => {
      const { app } = stage;
      await app.waitFor('AI providers 1 ready');
      await focusProviders(stage);
      await app.waitFor(new RegExp(`▸ ${id} `));
      expect(app.text()).not.toContain('WINDOW');
      acme.set({ models: MODELS });
      await app.waitFor(/MODEL +WINDOW +\$/);
    });
  });

  it('have a sign for the default model and one for a warning', () =>
    onSystemStage({ ...wide, providers: [drivenProvider('acme', { defaultModel: 'gpt-4o' })] }, async (stage) => {
      await stage.app.waitFor('AI providers 1 ready');
      await focusProviders(stage);
      await stage.app.waitFor(/!▸ gpt-4o +128k/);
    }));

  it('have the sign of a look while it lasts, and stay where they are until it is over', () => {
    const slow = drivenProvider('slow', { status: { kind: 'needs-key', hint: 'Set SLOW_KEY' } });
    const ends: (() => void)[] = [];
    const provider = { ...slow, refresh: () => new Promise<void>((resolve) => ends.push(resolve)) };
    return onSystemStage({ ...wide, providers: [provider] }, async (stage) => {
      const { app } = stage;
      const rows = () => app.text().split('\n');
      const at = (id: string) => rows().findIndex((row) => new RegExp(`[●◐!] [ ▸]${id} `).test(row));
      await app.waitFor(/! {2}slow +needs key/);
      await focusProviders(stage);
      expect(at('slow')).toBeGreaterThan(at('openai'));
      app.key('R');
      await app.waitFor(/◐ {2}slow +needs key/);
      slow.set({ status: { kind: 'ready' }, checkedAt: Date.now() });
      await app.waitFor(/◐ .slow +ready/);
      expect(at('slow')).toBeGreaterThan(at('openai'));
      ends.forEach((end) => end());
      await app.waitFor(/● .slow +ready/);
      expect(at('slow')).toBeLessThan(at('openai'));
      await app.waitFor('checked just now');
    });
  });

  it('counts down a limit', () =>
    onSystemStage(
      { ...wide, providers: [drivenProvider('acme', { status: limited(Date.now() + 50_000) })] },
      async ({ app }) => {
        const left = () => Number(/acme +limited (\d+)s/.exec(app.text())?.[1]);
        await app.waitFor(() => left() > 0);
        const before = left();
        await app.waitFor(() => left() < before);
      },
    ));

  it('does not move when the numbers of a provider change', () =>
    onSystemStage({ ...wide, providers: providers() }, async (stage) => {
      const { app } = stage;
      await app.waitFor('○ api');
      const before = app.text();
      driven(stage)[0].set({ latencyMs: 9 });
      await app.waitFor(/acme +ready +9ms/);
      expect(app.text().replace('  9ms', '212ms')).toBe(before);
    }));
});

function driven({ ai }: SystemStage): [DrivenProvider, DrivenProvider] {
  const find = (id: string) => ai.providers.get().find((provider) => provider.id === id) as DrivenProvider;
  return [find('acme'), find('beta')];
}

function limited(until: number): AiProviderStatus {
  return { kind: 'limited', reason: 'too many requests', until, hint: 'Wait' };
}

function lastLines(text: string): string {
  return text.split('\n').slice(-2).join('\n');
}
