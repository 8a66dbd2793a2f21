import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerationSummary, KeptVerdict } from './generation-history.js';
import { numberIn, objectIn, optional, stringIn } from './stored-json.js';

/** What the list and its search need to know of a generation, in a small file of its own. */
export interface GenerationHead {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly target: string;
  /** As much as is searched. */
  readonly prompt: string;
  readonly model: string;
  readonly files: number;
}

const searchedChars = 4_000;
const verdicts: readonly unknown[] = ['passed', 'failed', 'unable', 'stopped'] satisfies KeptVerdict['verdict'][];

export function headOf(generation: Generation, at: number): GenerationHead {
  const { id, target, prompt, answeredBy, files } = generation;
  const model = `${answeredBy.providerId}/${answeredBy.modelId}`;
  return { id, at, target, prompt: prompt.slice(0, searchedChars), model, files: files.length };
}

/** Throws a `TypeError` for what was not written by us. */
export function headIn(json: unknown): GenerationHead {
  const { id, at, target, prompt, model, files } = objectIn(json);
  return {
    id: stringIn(id),
    at: numberIn(at),
    target: stringIn(target),
    prompt: stringIn(prompt),
    model: stringIn(model),
    files: numberIn(files),
  };
}

/** As `headIn`. */
export function verdictIn(json: unknown): KeptVerdict {
  const { verdict, passed, failed, failedBefore } = objectIn(json);
  if (!verdicts.includes(verdict)) throw new TypeError('a verdict was written here');
  const before = optional(numberIn, failedBefore);
  return {
    verdict: verdict as KeptVerdict['verdict'],
    ...{ passed: numberIn(passed), failed: numberIn(failed) },
    ...(before === undefined ? {} : { failedBefore: before }),
  };
}

export function summaryOf(
  head: GenerationHead,
  savedAs: string | undefined,
  tests: KeptVerdict | undefined,
): GenerationSummary {
  const firstLine = head.prompt.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
  return { ...head, prompt: firstLine, savedAs, tests };
}

/** Whether target, prompt or model hold every word. */
export function hasWords({ target, prompt, model }: GenerationHead, search: string): boolean {
  const text = `${target}\n${prompt}\n${model}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
