import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { afterEach, describe, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { json, route, stream, type Fault } from '../../../../support/faults.js';
import { AiBench, type AiSetup } from './ai-bench.js';
import { leaks } from './leaks.js';
import { cloudCases, localCases, type ProviderCase } from './provider-case.js';
import { never, outcomeOf, say, type Outcome } from './stage.js';
import { answerOf, wireScripts, type WireScript } from './wire-script.js';

/** Without any form that would be recognised as a key: it is masked because it is known, or not at all. */
const IN_ENV = 'Zq8-violet-Otter-51-harbour';
const IN_DOTENV = 'Wk3-amber-Falcon-77-meadow';
const IN_URL = 'Hx5-silver-Badger-20-quarry';

const left: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of left.splice(0).reverse()) await each.dispose();
});

async function serve(fault: Fault): Promise<FaultServer> {
  const server = await startFaultServer(fault);
  left.push(server);
  return server;
}

function benchOf(setup: AiSetup): AiBench {
  const bench = new AiBench({ ...setup, settings: { 'ai-retries': 0, ...setup.settings } });
  left.push(bench);
  return bench;
}

/** All that anybody could ever see of it, but for the text of the answer. */
function seen({ test, ai, home }: AiBench, outcomes: readonly (Outcome | Error)[]): string {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [
    inspect([test.logged, test.notifications], { depth: null }),
    ...ai.providers.get().map(({ state }) => JSON.stringify(state.get())),
    ...outcomes.map((outcome) => (outcome instanceof Error ? printed(outcome) : printedOutcome(outcome))),
    ...files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')),
  ].join('\n');
}

function printedOutcome({ parts, error }: Outcome): string {
  const isText = ({ type }: AiStreamPart) => type === 'text-delta' || type === 'reasoning-delta';
  const failures = parts.map((part) => (part.type === 'attempt-fail' ? printed(part.error) : ''));
  return [
    inspect(
      parts.filter((part) => !isText(part)),
      { depth: null },
    ),
    ...failures,
    error && printed(error),
  ].join('\n');
}

/** As crash reports and debuggers print it: with its stack, its causes and everything that hangs on them. */
function printed(error: Error): string {
  return `${error.stack}\n${inspect(error, { depth: null, maxStringLength: null })}\n${JSON.stringify(error)}`;
}

/** Uses the service in every way there is. */
async function useAll(bench: AiBench, id: string, model: string): Promise<readonly (Outcome | Error)[]> {
  const outcomes: (Outcome | Error)[] = [];
  await bench.ai.refresh({ signal: never });
  for (const selection of [model, id, [model, 'local/extractive']])
    outcomes.push(await outcomeOf(bench.ai.languageModel(selection).stream(say('hello'), { signal: never })));
  const provider = bench.provider(id);
  const embedding = provider.embeddingModel?.('some-embedding').embed(['text'], { signal: never });
  outcomes.push(
    await (embedding ?? Promise.resolve()).then(
      () => new Error('none'),
      (error: Error) => error,
    ),
  );
  await provider.refresh({ signal: never });
  return outcomes;
}

function expectNone(text: string, ...secrets: readonly string[]): void {
  for (const secret of secrets) {
    for (const form of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]) {
      const at = text.indexOf(form);
      if (at >= 0) expect.fail(`${form} is in …${text.slice(Math.max(0, at - 300), at + 300)}…`);
    }
  }
}

const scriptOf = ({ vendor }: ProviderCase): WireScript =>
  wireScripts.find(({ provider }) => provider.vendor.chatPath === vendor.chatPath) ?? wireScripts[0]!;

describe.each([...cloudCases, ...localCases].map((provider) => [provider.vendor.id, provider] as const))(
  'Keys of %s',
  (id, provider) => {
    const model = `${id}/${provider.vendor.models[0]}`;
    const keys = { env: { [provider.keyVariable]: IN_ENV }, dotenv: { [provider.keyVariable]: IN_DOTENV } };
    const script = scriptOf(provider);

    // The others go the same ways.
    const told = ['openai', 'anthropic', 'my-company', 'ollama'].includes(id)
      ? Object.keys(leaks(script, ''))
      : ['a refusal'];
    it.each(told)('are nowhere when the server tells them again in %s', async (how) => {
      for (const place of ['env', 'dotenv'] as const) {
        const secret = place === 'env' ? IN_ENV : IN_DOTENV;
        const server = await serve(leaks(script, secret)[how]!);
        const { env, settings } = provider.at(server.url);
        const bench = benchOf({
          env,
          settings,
          [place]: { ...(place === 'env' ? env : {}), ...keys[place] },
        });
        const outcomes = await useAll(bench, id, model);
        expect(server.requests.some(({ headers }) => JSON.stringify(headers).includes(secret))).toBe(true);
        expectNone(seen(bench, outcomes), secret);
      }
    });

    it('go where the provider is and nowhere else, and one is enough', async () => {
      const other = await serve(stream([]));
      const server = await serve(stream([answerOf(script, 'hello')]));
      const { env, settings } = provider.at(server.url);
      const bench = benchOf({ env: { ...env, ...keys.env, HTTP_PROXY: other.url }, settings, dotenv: keys.dotenv });
      const outcomes = await useAll(bench, id, model);
      const sent = JSON.stringify(server.requests);
      expect([sent.includes(IN_ENV), sent.includes(IN_DOTENV)]).toEqual([true, false]);
      // Neither in the path nor in the body.
      expect(JSON.stringify(server.requests.map(({ path, body }) => [path, body]))).not.toContain(IN_ENV);
      expect(other.acceptedConnections).toBe(0);
      expectNone(seen(bench, outcomes), IN_ENV, IN_DOTENV);
    });

    it('are nowhere when they are the name of a model', async () => {
      const server = await serve(
        route({ '/health': json({}), '/api/version': json({}), ...modelsNamed(provider, `model-${IN_ENV}`) }),
      );
      const { env, settings } = provider.at(server.url);
      const bench = benchOf({ env: { ...env, ...keys.env }, settings });
      const outcomes = await useAll(bench, id, model);
      expect(server.requests.some(({ path }) => path.includes('/models'))).toBe(true);
      expectNone(seen(bench, outcomes), IN_ENV);
    });

    it('are not in the log when the model says them; what it says is told as it is', async () => {
      const server = await serve(stream([answerOf(script, `key = "${IN_ENV}"`)]));
      const { env, settings } = provider.at(server.url);
      const bench = benchOf({ env: { ...env, ...keys.env }, settings });
      const { text, error } = await outcomeOf(bench.ai.languageModel(model).stream(say('hello'), { signal: never }));
      expect(error).toBeUndefined();
      // A mask in a piece of code would be a mistake that nobody sees, and a key may come in pieces.
      expect(text).toBe(`key = "${IN_ENV}"`);
      expectNone(seen(bench, []), IN_ENV);
    });

    it.each(['up', 'down'])('and passwords in its URL are nowhere when it is %s', async (how) => {
      const server = await serve(leaks(script, IN_URL)['a refusal']!);
      const url = urlOf(provider, server).replace('http://', `http://somebody:${IN_URL}@`);
      if (how === 'down') await server.dispose();
      for (const env of [{}, keys.env]) {
        const bench = benchOf({ env, settings: namedByUrl(provider, url) });
        expectNone(seen(bench, await useAll(bench, id, model)), IN_URL, IN_ENV);
      }
    });

    it('and values in the query of its URL are nowhere', async () => {
      const server = await serve(leaks(script, IN_URL)['a refusal']!);
      const url = `${urlOf(provider, server)}?api_key=${IN_URL}&token=${IN_URL}`;
      const bench = benchOf({ env: keys.env, settings: namedByUrl(provider, url) });
      const outcomes = await useAll(bench, id, model);
      expect(server.requests.some(({ path }) => path.includes(`api_key=${IN_URL}`))).toBe(true);
      expectNone(seen(bench, outcomes), IN_URL, IN_ENV);
    });
  },
);

function urlOf({ vendor }: ProviderCase, server: FaultServer): string {
  return server.url + vendor.basePath;
}

/** By a table of the settings, which everybody has. */
function namedByUrl({ vendor, keyVariable }: ProviderCase, url: string): AiSetup['settings'] {
  return { providers: { [vendor.id]: { 'base-url': url, 'key-variable': keyVariable } } };
}

/** Both shapes of a list, on the path of the vendor. */
function modelsNamed({ vendor }: ProviderCase, name: string): Readonly<Record<string, Fault>> {
  const path = vendor.chatPath.replace(/\/(chat\/completions|messages)$/, '/models');
  return { [path]: json({ object: 'list', data: [{ id: name, object: 'model', type: 'model', display_name: name }] }) };
}
