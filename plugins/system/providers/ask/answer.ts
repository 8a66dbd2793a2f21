import type { AiStreamPart, AiTarget, AiUsage } from 'devmgr/plugin-api/contracts/ai';

type EndPart = Extract<AiStreamPart, { type: 'stream-end' }>;

/** A request that failed before its first token. */
export interface FailedAttempt {
  readonly target: AiTarget;
  readonly error: Error;
  readonly retryInMs: number | undefined;
}

/** What came of a question so far. Immutable. Times are milliseconds since the question was put. */
export interface Answer {
  /** Who is asked; of several the last. */
  readonly target: AiTarget | undefined;
  /** How many requests went out. */
  readonly attempts: number;
  readonly failed: readonly FailedAttempt[];
  readonly text: string;
  readonly firstTokenMs: number | undefined;
  readonly end: { readonly reason: EndPart['reason']; readonly usage: AiUsage; readonly afterMs: number } | undefined;
}

export const NO_ANSWER: Answer = {
  target: undefined,
  attempts: 0,
  failed: [],
  text: '',
  firstTokenMs: undefined,
  end: undefined,
};

/** The answer with one more part. Parts of later versions change nothing. */
export function withPart(answer: Answer, part: AiStreamPart, afterMs: number): Answer {
  switch (part.type) {
    case 'attempt-start':
      return { ...answer, target: part.target, attempts: answer.attempts + 1 };
    case 'attempt-fail': {
      const { target, error, retryInMs } = part;
      return { ...answer, failed: [...answer.failed, { target, error, retryInMs }] };
    }
    case 'reasoning-delta':
      return { ...answer, firstTokenMs: answer.firstTokenMs ?? afterMs };
    case 'text-delta':
      return { ...answer, text: answer.text + part.text, firstTokenMs: answer.firstTokenMs ?? afterMs };
    case 'stream-end':
      return { ...answer, target: part.target, end: { reason: part.reason, usage: part.usage, afterMs } };
    default:
      return answer;
  }
}
