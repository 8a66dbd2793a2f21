import type { AiLanguageModel, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { Answer } from '../../providers/ask/answer.js';

/** The document of `devmgr providers --ask … --json`. What is not known is left out. */
export interface AnswerReport {
  readonly answer: string;
  /** Who answered. */
  readonly provider: string;
  readonly model: string;
  readonly reason: Extract<AiStreamPart, { type: 'stream-end' }>['reason'];
  readonly usage: { readonly inputTokens?: number; readonly outputTokens?: number; readonly costUsd?: number };
  readonly firstTokenMs?: number;
  readonly durationMs?: number;
  /** Requests that failed before the one that answered. */
  readonly attempts: readonly {
    readonly provider: string;
    readonly model: string;
    readonly error: string;
    readonly retryInMs?: number;
  }[];
}

export function answerReport(answer: Answer, asked: AiLanguageModel): AnswerReport {
  const { target = asked, end, firstTokenMs } = answer;
  const { inputTokens, outputTokens, costUsd } = end?.usage ?? {};
  return {
    answer: answer.text,
    provider: target.providerId,
    model: target.modelId,
    reason: end?.reason ?? 'aborted',
    usage: {
      ...(inputTokens !== undefined && { inputTokens }),
      ...(outputTokens !== undefined && { outputTokens }),
      ...(costUsd !== undefined && { costUsd }),
    },
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(end && { durationMs: end.afterMs }),
    attempts: answer.failed.map(({ target: { providerId, modelId }, error, retryInMs }) => ({
      provider: providerId,
      model: modelId,
      error: error.message,
      ...(retryInMs !== undefined && { retryInMs: Math.round(retryInMs) }),
    })),
  };
}
