import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from 'devmgr/plugin-api';
import { Ai, type AiRequest, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { createProcesses } from '../../../../core/processes/create-processes.js';
import plugin from '../../../../plugins/codegen/index.js';
import { onPluginStage, type PluginStage, type StageGround } from '../../../support/plugin-stage.js';
import type { TermAppOptions } from '../../../support/term-app.js';
import { aiStage } from '../../system/providers/support/ai-stage.js';
import { scriptedProvider } from '../../system/providers/support/scripted-provider.js';

type Stream = (request: AiRequest, options: { readonly signal: AbortSignal }) => AsyncIterable<AiStreamPart>;

const sample = fileURLToPath(new URL('../../../fixtures/orders-api/', import.meta.url));
const pluginDir = fileURLToPath(new URL('../../../../plugins/codegen/', import.meta.url));

const files = ['app/main.py', 'app/pricing.py', 'app/reports.py', 'tests/unit/test_pricing.py'];

export interface CodegenStageOptions extends TermAppOptions {
  /** What the model answers, in turn; the last one stays. */
  readonly streams: readonly [Stream, ...Stream[]];
  /** What is masked on the screen; default: nothing. */
  readonly redact?: (text: string) => string;
  /** Default true. */
  readonly hasModel?: boolean;
  /** Of the plugin. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface CodegenStage extends PluginStage {
  /** Of a copy of the sample project. */
  readonly root: string;
  read(path: string): string;
  /** Names the file and says what shall be written, until it is known what would be sent. */
  ask(target: string, prompt: string): Promise<void>;
}

/** The real tab on the real screen with the real writer and generator, without tests and index. Anything that went wrong fails it. */
export async function onCodegenStage(
  options: CodegenStageOptions,
  test: (stage: CodegenStage) => Promise<void>,
): Promise<void> {
  await onPluginStage(
    options,
    (dir) => lay(dir, options),
    async (stage) => {
      const { root } = stage.context.workspace;
      await stage.app.waitFor('path of the file, new or there');
      const ask = async (target: string, prompt: string) => {
        stage.app.type(target);
        stage.app.key('enter');
        await stage.app.waitFor('What shall be written?');
        stage.app.type(prompt);
        await stage.app.waitFor(/Context \d+ items? · .* tokens/);
      };
      await test({ ...stage, root, read: (path) => readFileSync(join(root, path), 'utf8'), ask });
    },
  );
}

function lay(dir: string, { streams, redact, hasModel = true, settings = {} }: CodegenStageOptions): StageGround {
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
  if (hasModel) ai.ai.registerProvider(scriptedProvider('p', streams));
  return {
    plugin,
    manifest: devmgr,
    ...(redact ? { redact } : {}),
    prepare({ services }) {
      services.provide(Ai, ai.ai);
      services.provide(ProjectFiles, {
        list: async () => files.map((path) => ({ path, size: 1 })),
        isSecret: (path) => path.endsWith('.env'),
      });
    },
    context: () => ({ root, processes, pluginDir, settings }),
    stop: async () => {
      await processes.dispose();
      await ai.dispose();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}
