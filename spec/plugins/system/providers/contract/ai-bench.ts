import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginContext, PluginManifest, SettingSource } from 'devmgr/plugin-api';
import type { Ai, AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import { createRedactor } from '../../../../../core/log/redact.js';
import { textTools } from '../../../../../core/screen/text/text-tools.js';
import { createAi } from '../../../../../plugins/system/providers/create-ai.js';
import { systemClock } from '../../support/server-project.js';

const manifestFile = new URL('../../../../../plugins/system/package.json', import.meta.url);
const manifest = (JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest }).devmgr;

/** Nobody listens there: the port of `discard`, which needs root. No spec may ask a real provider. */
const NOWHERE = 'http://127.0.0.1:9/v1';

export interface AiSetup {
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly dotenv?: Readonly<Record<string, string>> | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly settingSources?: Readonly<Record<string, SettingSource>>;
  readonly isOwnServer?: (port: number) => boolean;
}

/** The `ai` service as the plugin makes it, with the real clock and the real network of this machine. */
export class AiBench {
  readonly ai: Ai;
  readonly test: TestContext;
  readonly #home: string;

  constructor({ env = {}, dotenv = {}, settings = {}, settingSources = {}, isOwnServer }: AiSetup) {
    this.#home = mkdtempSync(join(tmpdir(), 'devmgr-ai-'));
    const tables = settings['providers'] as Readonly<Record<string, object>> | undefined;
    this.test = createTestContext({
      manifest,
      root: this.#home,
      storageDir: this.#home,
      clock: systemClock,
      env: { ...elsewhere, ...env },
      dotenv,
      settings: { 'ai-refresh-interval': 0, ...settings, providers: { ...nowhereTables, ...tables } },
      settingSources,
    });
    this.ai = createAi(this.#realContext(env), isOwnServer ? { isOwnServer } : {}).ai;
  }

  /** With the text tools and the masking of the core, which know of secrets what the plugin tells and what `env` holds. */
  #realContext(env: Readonly<Record<string, string>>): PluginContext {
    const redactor = createRedactor(env);
    const text = textTools((dirty) => redactor.redact(dirty));
    return {
      ...this.test.context,
      text,
      secrets: { add: (secret: string) => redactor.addValue(secret), addVariables: redactor.add },
    };
  }

  provider(id: string): AiProvider {
    const provider = this.ai.providers.get().find((each) => each.id === id);
    if (!provider) throw new Error(`There is no provider ${id}`);
    return provider;
  }

  /** Where the service may write. */
  get home(): string {
    return this.#home;
  }

  /** What the log says, a line each. */
  get log(): readonly string[] {
    return this.test.logged.map(({ level, message }) => `${level} ${message}`);
  }

  async dispose(): Promise<void> {
    await this.test.dispose();
    rmSync(this.#home, { recursive: true, force: true });
  }
}

const elsewhere = {
  OPENAI_BASE_URL: NOWHERE,
  ANTHROPIC_BASE_URL: NOWHERE,
  TOGETHER_BASE_URL: NOWHERE,
  ANYSCALE_BASE_URL: NOWHERE,
  OLLAMA_HOST: NOWHERE,
  LLAMA_ARG_HOST: '127.0.0.1',
  LLAMA_ARG_PORT: '9',
};

/** Those that no variable says the address of. */
const nowhereTables = { 'lm-studio': { 'base-url': NOWHERE }, vllm: { 'base-url': NOWHERE } };
