import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from 'devmgr/plugin-api';
import { Ai, type AiRequest, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createProcesses } from '../../../../core/processes/create-processes.js';
import plugin from '../../../../plugins/chat/index.js';
import { aiStage } from '../../system/providers/support/ai-stage.js';
import { scriptedProvider } from '../../system/providers/support/scripted-provider.js';
import { onPluginStage, type PluginStage, type StageGround } from '../../../support/plugin-stage.js';
import { projectWriter } from '../../../support/project-writer.js';
import type { TermAppOptions } from '../../../support/term-app.js';

type Stream = (request: AiRequest, options: { readonly signal: AbortSignal }) => AsyncIterable<AiStreamPart>;

const sample = fileURLToPath(new URL('../../../fixtures/orders-api/', import.meta.url));

export interface ChatStageOptions extends TermAppOptions {
  /** The folder of the built plugin: its threads are started from there. */
  readonly pluginDir: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the model answers, in turn; the last one stays. Without: only the extractive model is there. */
  readonly streams?: readonly [Stream, ...Stream[]];
  /** Default: the one that is shown first. */
  readonly page?: 'find';
}

/** The real tab on the real screen, with the real index over a copy of the sample project. */
export interface ChatStage extends PluginStage {
  readonly index: CodeIndex;
  readonly root: string;
}

/** Opens the tab, runs the test, closes everything. Anything that went wrong fails it. */
export async function onChatStage(options: ChatStageOptions, test: (stage: ChatStage) => Promise<void>): Promise<void> {
  await onPluginStage(
    options,
    (dir) => lay(dir, options),
    async (stage) => {
      const index = await stage.context.services.require(CodeIndex);
      await toPage(options, stage);
      await test({ ...stage, index, root: stage.context.workspace.root });
    },
  );
}

async function toPage({ page }: ChatStageOptions, { app, context }: PluginStage): Promise<void> {
  if (page !== 'find') return;
  await context.commands.execute('chat.find-code');
  await app.waitFor('Find');
}

function lay(dir: string, { pluginDir, settings, streams }: ChatStageOptions): StageGround {
  const root = join(dir, 'orders-api');
  cpSync(sample, root, { recursive: true, filter: (file) => !/__pycache__|\.pytest_cache/.test(file) });
  const { devmgr } = JSON.parse(readFileSync(join(pluginDir, 'package.json'), 'utf8')) as { devmgr: PluginManifest };
  const problems: string[] = [];
  const processes = createProcesses({
    env: { PATH: process.env['PATH'] ?? '' },
    runDir: join(dir, 'run'),
    onLine: () => undefined,
    now: () => Date.now(),
    report: (error) => void problems.push(String(error)),
  });
  const ai = aiStage();
  const writer = projectWriter(root, join(dir, 'writer'));
  if (streams) ai.ai.registerProvider(scriptedProvider('p', streams));
  return {
    plugin,
    prepare({ services }) {
      services.provide(Ai, ai.ai);
      services.provide(ProjectWriter, writer);
    },
    manifest: devmgr,
    context: () => ({ root, processes, pluginDir, settings: { ...settings } }),
    stop: async () => {
      await processes.dispose();
      await writer.dispose();
      await ai.dispose();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}
