import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import { NO_ANSWER, withPart, type Answer } from '../../providers/ask/answer.js';
import { summaryText } from '../../providers/ask/answer-text.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { AnswerPrinter } from './answer-printer.js';
import { answerReport } from './answer-report.js';
import { lookAtProviders } from './look-at-providers.js';

export interface CliQuestion {
  /** Of the provider; without it the one that is asked by default. */
  readonly id: string | undefined;
  /** `-`: what stands on stdin. */
  readonly question: string;
}

/**
 * Puts a question. The answer goes to stdout as it comes, everything else to stderr; with `--json` stdout has one document.
 * 130 after Ctrl-C; rejects when nobody answers.
 */
export async function askProvider(
  invocation: CliInvocation,
  parts: ProvidersParts,
  { id, question }: CliQuestion,
): Promise<number> {
  const asked = question === '-' ? await readAll(invocation) : question;
  if (asked.trim() === '') throw noQuestion();
  const model = await modelFor(invocation, parts, id);
  if (invocation.signal.aborted) return ExitCode.interrupted;
  const answer = await streamAnswer(invocation, parts, model, asked);
  if (invocation.json) invocation.stdout.write(`${JSON.stringify(answerReport(answer, model))}\n`);
  else invocation.stderr.write(`${parts.context.text.clean(summaryText(answer))}\n`);
  return answer.end?.reason === 'aborted' ? ExitCode.interrupted : ExitCode.ok;
}

async function streamAnswer(
  { signal, json, stdout, stderr }: CliInvocation,
  { context }: ProvidersParts,
  model: AiLanguageModel,
  question: string,
): Promise<Answer> {
  const printer = new AnswerPrinter({ stdout: json ? undefined : stdout, stderr, clean: context.text.clean });
  const startedAt = context.clock.now();
  const after = () => context.clock.now() - startedAt;
  let answer = NO_ANSWER;
  try {
    for await (const part of model.stream({ messages: [{ role: 'user', text: question }] }, { signal })) {
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

/** The model that was named, of the provider that was named; who is asked by default may have to be found out first. */
async function modelFor(
  invocation: CliInvocation,
  parts: ProvidersParts,
  id: string | undefined,
): Promise<AiLanguageModel> {
  const modelId = invocation.flags.string('model');
  if (modelId === undefined) {
    // The default model of a server is known when it has been looked at.
    if (id !== undefined) await lookAtProviders(invocation, parts, id);
    return parts.ai.languageModel(id);
  }
  if (id !== undefined) return parts.ai.languageModel(`${id}/${modelId}`);
  const [first = ''] = modelId.split('/');
  if (modelId.includes('/') && parts.ai.providers.get().some((provider) => provider.id === first))
    return parts.ai.languageModel(modelId);
  await lookAtProviders(invocation, parts);
  const standard = parts.ai.languageModel().providerId;
  return parts.ai.languageModel(`${standard}/${modelId}`);
}

async function readAll({ stdin }: CliInvocation): Promise<string> {
  const lines: string[] = [];
  for await (const line of stdin) lines.push(line);
  return lines.join('\n');
}

function noQuestion(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: 'There is no question to ask',
    hint: 'Write it behind --ask, or pipe it in and say --ask -',
    exitCode: ExitCode.usage,
  });
}
