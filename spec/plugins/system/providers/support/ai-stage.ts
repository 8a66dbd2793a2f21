import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginManifest } from 'devmgr/plugin-api';
import type { AiLanguageModel, AiRequest, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { createTestContext, type TestContext, type TestContextOptions } from 'devmgr/plugin-api/testing';
import type { AiOptions, AiParts } from '../../../../../plugins/system/providers/ai-parts.js';
import { createAi } from '../../../../../plugins/system/providers/create-ai.js';
import { systemClock } from '../../support/server-project.js';

const manifestFile = new URL('../../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

/** Nobody listens at the port of `discard`: no spec may find a server that runs on this machine. */
const NOWHERE = 'http://127.0.0.1:9/v1';
const nobody = Object.fromEntries(
  ['ollama', 'llama-server', 'lm-studio', 'vllm'].map((id) => [id, { 'base-url': NOWHERE }]),
);

export interface AiStage extends AiParts {
  readonly test: TestContext;
  /** `level message`. */
  readonly logged: () => readonly string[];
  dispose(): Promise<void>;
}

export type AiStageOptions = Partial<Omit<TestContextOptions, 'manifest' | 'root' | 'storageDir'>> & AiOptions;

/** The `ai` service in a context of its own, without local servers unless the settings give some. */
export function aiStage({ isOwnServer, settings = {}, ...context }: AiStageOptions = {}): AiStage {
  const home = mkdtempSync(join(tmpdir(), 'devmgr-ai-'));
  const providers = { ...nobody, ...(settings['providers'] as object | undefined) };
  const test = createTestContext({
    manifest,
    root: home,
    storageDir: home,
    clock: systemClock,
    settings: { 'ai-refresh-interval': 0, ...settings, providers },
    ...context,
  });
  const parts = createAi(test.context, isOwnServer ? { isOwnServer } : {});
  return {
    ...parts,
    test,
    logged: () => test.logged.map(({ level, message }) => `${level} ${message}`),
    async dispose() {
      await test.dispose();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export function question(text: string): AiRequest {
  return { messages: [{ role: 'user', text }] };
}

export interface Answered {
  readonly parts: readonly AiStreamPart[];
  readonly text: string;
  /** The error that the stream threw. */
  readonly error: unknown;
}

/** Reads a stream to its end, whatever that is. */
export async function ask(
  model: AiLanguageModel,
  text = 'hello',
  signal: AbortSignal = AbortSignal.timeout(60_000),
): Promise<Answered> {
  const parts: AiStreamPart[] = [];
  let error: unknown;
  try {
    for await (const part of model.stream(question(text), { signal })) parts.push(part);
  } catch (caught) {
    error = caught;
  }
  const said = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
  return { parts, text: said, error };
}
