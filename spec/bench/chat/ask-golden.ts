import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from 'devmgr/plugin-api';
import { Ai, type AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { countTokens } from '../../../core/screen/text/count-tokens.js';
import { createAnswerQuestion } from '../../../plugins/chat/answer/create-answer-question.js';
import type { AnswerQuestion } from '../../../plugins/chat/answer/answer-event.js';
import type { ChatSource } from '../../../plugins/chat/conversation/conversation.js';
import { CodeIndexService } from '../../../plugins/chat/index/service/code-index-service.js';
import { runner } from '../../core/processes/runner.js';
import { builtPlugin } from '../../support/built-plugin.js';
import { realClock } from './real-clock.js';
import { goldenProjects, type GoldenProject, type GoldenQuestion } from './golden.js';
import { recall } from './recall.js';

/** What came of a question. */
export interface GoldenAnswer extends GoldenQuestion {
  /** Of the first five sources. */
  readonly recall: number;
  /** In the order in which they are handed to the model. */
  readonly sources: readonly Pick<ChatSource, 'path' | 'startLine' | 'endLine' | 'origin'>[];
}

const plugin = fileURLToPath(new URL('../../../plugins/chat', import.meta.url));
const never = new AbortController().signal;

/** Nobody's model: with the window of today's, and no word to say. */
const silent: AiLanguageModel = {
  specificationVersion: 1,
  providerId: 'bench',
  modelId: 'silent',
  kind: 'generative',
  host: undefined,
  info: { id: 'silent', kind: 'language', contextWindow: 128_000, maxOutputTokens: 16_000 },
  async *stream() {
    const target = { providerId: 'bench', modelId: 'silent', host: undefined };
    const usage = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };
    yield { type: 'stream-end', reason: 'stop', target, usage } as const;
  },
};

/** Asks every question about a project as the chat does, with the real index, up to where a model would be asked. */
export async function askGolden(
  project: GoldenProject,
  questions: readonly GoldenQuestion[],
): Promise<readonly GoldenAnswer[]> {
  const storageDir = await mkdtemp(join(tmpdir(), 'devmgr-bench-chat-'));
  await using built = await builtPlugin(plugin);
  await using processes = await runner();
  const { devmgr } = JSON.parse(await readFile(join(plugin, 'package.json'), 'utf8')) as { devmgr: PluginManifest };
  const { root, exclude } = goldenProjects[project];
  const settings = { 'index-exclude': exclude };
  const test = createTestContext({
    manifest: devmgr,
    root,
    storageDir,
    pluginDir: built.dir,
    settings,
    processes: processes.processes,
    clock: realClock,
  });
  test.context.services.provide(Ai, {
    registerProvider: () => ({ dispose: () => undefined }),
    providers: { get: () => [], onDidChange: () => ({ dispose: () => undefined }) },
    languageModel: () => silent,
    embeddingModel: () => {
      throw new Error('Nobody embeds here');
    },
    findSelection: () => Promise.resolve(undefined),
    refresh: () => Promise.resolve(),
  });
  const index = new CodeIndexService(test.context);
  try {
    // A test context does not count tokens as the core does.
    const context = { ...test.context, text: { ...test.context.text, countTokens } };
    const answer = createAnswerQuestion({ context, index });
    const answers: GoldenAnswer[] = [];
    for (const each of questions) {
      const sources = await sourcesFor(each.question, answer);
      answers.push({ ...each, sources, recall: recall(each.files, sources) });
    }
    return answers;
  } finally {
    await index.dispose();
    await test.dispose();
    await rm(storageDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function sourcesFor(question: string, answer: AnswerQuestion): Promise<GoldenAnswer['sources']> {
  const request = { question, attachments: [], history: [], pinned: [], usesCode: true, model: undefined };
  for await (const event of answer(request, { signal: never })) {
    if (event.type === 'note') throw new Error(event.message);
    if (event.type !== 'sources') continue;
    return event.sources.map(({ path, startLine, endLine, origin }) => ({ path, startLine, endLine, origin }));
  }
  return [];
}
