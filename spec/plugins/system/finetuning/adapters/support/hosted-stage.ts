import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FineTuningAdapter, FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { hostedAdapters } from '../../../../../../plugins/system/finetuning/adapters/hosted-adapters.js';
import { aiStage, type AiStage, type AiStageOptions } from '../../../providers/support/ai-stage.js';

export const KEY = 'sk-fine-tuning-0123456789abcdef';
export const EXAMPLE = {
  messages: [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: 'hello' },
  ],
};

/** Built-in adapters over the real client, with settings of one's own, and a folder for files. */
export class HostedStage {
  readonly ai: AiStage;
  readonly folder = mkdtempSync(join(tmpdir(), 'devmgr-hosted-'));

  /** `providers`: base URLs by provider. */
  constructor(providers: Readonly<Record<string, string | object>>, options: AiStageOptions = {}) {
    const tables = Object.entries(providers).map(([id, table]) => [
      id,
      typeof table === 'string' ? { 'base-url': table } : table,
    ]);
    this.ai = aiStage({
      env: { OPENAI_API_KEY: KEY, TOGETHER_API_KEY: KEY, ACME_API_KEY: KEY },
      settings: { providers: Object.fromEntries(tables) as object },
      ...options,
    });
  }

  get adapters(): readonly FineTuningAdapter[] {
    return hostedAdapters({ context: this.ai.test.context, ai: this.ai });
  }

  adapter(id: string): FineTuningAdapter {
    const found = this.adapters.find((adapter) => adapter.id === id);
    if (!found) throw new Error(`no adapter ${id}`);
    return found;
  }

  file(name: string, text: string | Buffer = `${JSON.stringify(EXAMPLE)}\n`.repeat(10)): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  async dispose(): Promise<void> {
    await this.ai.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function wish(trainingFile: string, more: Partial<FineTuningRequest> = {}): FineTuningRequest {
  return { baseModel: 'gpt-4o-mini', trainingFile, parameters: {}, ...more };
}

export function soon(): { readonly signal: AbortSignal } {
  return { signal: AbortSignal.timeout(60_000) };
}
