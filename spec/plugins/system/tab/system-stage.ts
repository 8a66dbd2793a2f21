import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginManifest } from 'devmgr/plugin-api';
import { Ai, type AiProvider } from 'devmgr/plugin-api/contracts/ai';
import { createProcesses } from '../../../../core/processes/create-processes.js';
import plugin from '../../../../plugins/system/index.js';
import { onPluginStage, type PluginStage, type StageGround } from '../../../support/plugin-stage.js';
import type { TermAppOptions } from '../../../support/term-app.js';
import { GOOD_APP } from '../support/server-project.js';

const manifestFile = new URL('../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

/** Nobody listens at the port of `discard`: no spec may find a server that runs on this machine. */
const NOWHERE = 'http://127.0.0.1:9/v1';
const nobody = Object.fromEntries(
  ['ollama', 'llama-server', 'lm-studio', 'vllm'].map((id) => [id, { 'base-url': NOWHERE }]),
);

export interface SystemStageOptions extends TermAppOptions {
  readonly providers?: readonly AiProvider[];
  readonly variables?: Readonly<Record<string, string>>;
}

/** The real tab on the real screen. */
export interface SystemStage extends PluginStage {
  readonly ai: Ai;
  /** What outlives the process. */
  remembered(key: string): unknown;
}

/** Opens the System tab, runs the test, closes everything. Anything that went wrong fails it. */
export async function onSystemStage(
  options: SystemStageOptions,
  test: (stage: SystemStage) => Promise<void>,
): Promise<void> {
  await onPluginStage(
    options,
    (dir) => lay(dir, options),
    async (stage) => {
      const ai = await stage.context.services.require(Ai);
      for (const provider of options.providers ?? []) ai.registerProvider(provider);
      await test({ ...stage, ai, remembered: (key) => stage.context.storage.state.get(key) });
    },
  );
}

async function lay(dir: string, { variables }: SystemStageOptions): Promise<StageGround> {
  const root = join(dir, 'project');
  await mkdir(root);
  await writeFile(join(root, 'main.py'), GOOD_APP);
  const problems: string[] = [];
  const processes = createProcesses({
    env: {},
    runDir: join(dir, 'run'),
    onLine: () => undefined,
    now: () => Date.now(),
    report: (error) => void problems.push(String(error)),
  });
  const settings = { 'ai-refresh-interval': 0, providers: nobody };
  return {
    plugin,
    manifest,
    context: () => ({ root, processes, env: { ...variables }, settings }),
    stop: async () => {
      await processes.dispose();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}
