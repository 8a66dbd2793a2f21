import { mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { PluginManifest } from 'devmgr/plugin-api';
import { Ai, type AiModelInfo, type AiRequest, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { GenerateEvent, Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import type { GatheredContext } from '../../../../plugins/codegen/context/gathered-context.js';
import { createGenerator } from '../../../../plugins/codegen/generate/create-generator.js';
import type { GenerateJob, Generator } from '../../../../plugins/codegen/generate/generate-job.js';
import { ModelChoice } from '../../../../plugins/codegen/generate/model-choice.js';
import { createProjectWriter } from '../../../../plugins/codegen/write/create-project-writer.js';
import { aiStage } from '../../system/providers/support/ai-stage.js';
import { scriptedProvider } from '../../system/providers/support/scripted-provider.js';
import { systemClock } from '../../system/support/server-project.js';

const manifestFile = new URL('../../../../plugins/codegen/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

export type Stream = (request: AiRequest, options: { readonly signal: AbortSignal }) => AsyncIterable<AiStreamPart>;

export interface GenerateStageOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** What the model answers, in turn; the last one stays. Without: only the extractive model is there. */
  readonly streams?: readonly [Stream, ...Stream[]];
  readonly info?: Partial<AiModelInfo>;
  /** What is gathered. */
  readonly context?: GatheredContext;
  readonly secrets?: readonly string[];
}

export interface Generated {
  readonly events: readonly GenerateEvent[];
  readonly text: string;
  readonly generation: Generation | undefined;
  readonly error: unknown;
}

/** The generator over a real project, the real writer and the real `ai` service, with a model that says what it is told. */
export interface GenerateStage extends AsyncDisposable {
  readonly root: string;
  readonly test: TestContext;
  readonly generator: Generator;
  readonly writer: ProjectWriter;
  /** What the model was sent. */
  readonly requests: readonly AiRequest[];
  generate(
    path: string,
    job?: Partial<GenerateJob>,
    options?: { readonly signal?: AbortSignal; readonly onEvent?: (event: GenerateEvent) => void },
  ): Promise<Generated>;
}

export async function generateStage(options: GenerateStageOptions): Promise<GenerateStage> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-generate-')));
  const [root, storageDir] = [join(base, 'project'), join(base, 'storage')];
  for (const dir of [root, storageDir]) await mkdir(dir, { recursive: true });
  for (const [path, text] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const test = createTestContext({ manifest, root, storageDir, clock: systemClock });
  for (const secret of options.secrets ?? []) test.context.secrets.add(secret);
  const ai = aiStage();
  const requests: AiRequest[] = [];
  if (options.streams) {
    const [first, ...others] = options.streams.map(
      (stream): Stream =>
        (request, more) => (requests.push(request), stream(request, more)),
    );
    if (first) ai.ai.registerProvider(scriptedProvider('p', [first, ...others], { info: options.info ?? {} }));
  }
  test.context.services.provide(Ai, ai.ai);
  const writer = test.context.subscriptions.add(createProjectWriter(test.context));
  const generator = createGenerator({
    context: test.context,
    gather: async () => options.context ?? { items: [], notes: [] },
    choice: new ModelChoice(test.context),
    writer: async () => writer,
  });
  return {
    ...{ root, test, generator, writer, requests },
    generate: (path, job = {}, { signal = AbortSignal.timeout(60_000), onEvent } = {}) => {
      const target = { path, language: undefined, before: undefined };
      return collect(
        generator.generate({ target, prompt: 'Write it.', model: undefined, ...job }, { signal }),
        onEvent,
      );
    },
    async [Symbol.asyncDispose]() {
      await test.dispose();
      await ai.dispose();
      await rm(base, { recursive: true, force: true });
    },
  };
}

async function collect(
  stream: AsyncIterable<GenerateEvent>,
  onEvent: (event: GenerateEvent) => void = () => undefined,
): Promise<Generated> {
  const events: GenerateEvent[] = [];
  let error: unknown;
  try {
    for await (const event of stream) {
      events.push(event);
      onEvent(event);
    }
  } catch (thrown) {
    error = thrown;
  }
  return {
    events,
    error,
    text: events.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''),
    generation: events.flatMap((event) => (event.type === 'generation-end' ? [event.generation] : [])).at(-1),
  };
}

/** Ends as a model does that may not write more. */
export const isCut = (text: string): Stream =>
  async function* () {
    const target = { providerId: 'p', modelId: 'm', host: undefined };
    yield { type: 'text-delta', text };
    const usage = { inputTokens: 1, outputTokens: 1, costUsd: undefined };
    yield { type: 'stream-end', reason: 'length', target, usage };
  };

/** A fence with a path, as models are told to write. */
export const fenced = (path: string, text: string): string => `\`\`\`python path=${path}\n${text}\`\`\`\n`;

/** A search/replace block in a fence with a path. */
export const edit = (path: string, search: string, replace: string): string =>
  fenced(path, `<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`);
