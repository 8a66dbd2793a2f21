import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import { AiError, type AiLanguageModel, type AiTarget } from 'devmgr/plugin-api/contracts/ai';
import { readAiSettings } from '../../providers/ai-settings.js';
import { NO_ANSWER, withPart, type Answer } from '../../providers/ask/answer.js';
import { summaryText } from '../../providers/ask/answer-text.js';
import { extractiveModel } from '../../providers/extractive/extractive-model.js';
import { parseSelection } from '../../providers/registry/selection.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { AnswerPrinter } from './answer-printer.js';
import { answerReport } from './answer-report.js';
import { askedModel } from './asked-model.js';
import type { NamedModel } from './named-model.js';
import { questionText } from './question-text.js';

/** Without a provider the one that is asked by default, without a model its default model. */
export interface CliQuestion extends NamedModel {
  /** `-`: what stands on stdin, which is added to every other question. */
  readonly question: string;
}

/**
 * Puts a question. The answer goes to stdout as it comes, everything else to stderr; with `--json` stdout has one document.
 * 130 after Ctrl-C; rejects when nobody answers.
 */
export async function askProvider(
  invocation: CliInvocation,
  parts: ProvidersParts,
  { id, modelId, question }: CliQuestion,
): Promise<number> {
  const asked = await questionText(invocation, question);
  const model = await askedModel(invocation, parts, { id, modelId });
  if (invocation.signal.aborted) return ExitCode.interrupted;
  const mayQuote = id !== undefined || modelId !== undefined || isLocalChosen(parts);
  const answer = await streamAnswer(invocation, parts, { model, question: asked, mayQuote });
  if (invocation.json) invocation.stdout.write(`${JSON.stringify(answerReport(answer, model))}\n`);
  else invocation.stderr.write(`${parts.context.text.clean(summaryText(answer))}\n`);
  return answer.end?.reason === 'aborted' ? ExitCode.interrupted : ExitCode.ok;
}

async function streamAnswer(
  { signal, json, stdout, stderr }: CliInvocation,
  { context }: ProvidersParts,
  { model, question, mayQuote }: { model: AiLanguageModel; question: string; mayQuote: boolean },
): Promise<Answer> {
  const printer = new AnswerPrinter({ stdout: json ? undefined : stdout, stderr, clean: context.text.clean });
  const startedAt = context.clock.now();
  const after = () => context.clock.now() - startedAt;
  let answer = NO_ANSWER;
  try {
    for await (const part of model.stream({ messages: [{ role: 'user', text: question }] }, { signal })) {
      if (part.type === 'attempt-start' && !mayQuote && isExtractive(part.target)) throw noLanguageModel();
      answer = withPart(answer, part, after());
      printer.take(part);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    printer.end();
  }
  return signal.aborted && !answer.end ? { ...answer, end: { ...STOPPED, afterMs: after() } } : answer;
}

const STOPPED = {
  reason: 'aborted',
  usage: { inputTokens: undefined, outputTokens: undefined, costUsd: undefined },
} as const;

/** Whether the person wants what only quotes, too. */
function isLocalChosen({ preferences, context }: ProvidersParts): boolean {
  const { selection } = preferences.choices.get();
  const names = [...(selection === undefined ? [] : [selection]), ...readAiSettings(context.config).order];
  return names.some((name) => parseSelection(name).providerId === 'local');
}

function isExtractive({ providerId, modelId }: AiTarget): boolean {
  return providerId === extractiveModel.providerId && modelId === extractiveModel.modelId;
}

function noLanguageModel(): AiError {
  return new AiError({
    message: 'No language model is ready',
    hint: [
      'Set OPENAI_API_KEY, ANTHROPIC_API_KEY or TOGETHER_API_KEY, start a local server (ollama serve),',
      'or fetch a small model: devmgr models pull smollm2-135m. What each provider needs: devmgr providers',
    ].join('\n  '),
    failure: { kind: 'needs-setup', providerId: '', modelId: undefined },
  });
}
