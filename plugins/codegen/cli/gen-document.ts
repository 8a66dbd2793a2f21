import { DevmgrError } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { BakeOffEntry } from '../bakeoff/bake-off.js';
import type { Round } from '../verify/round.js';
import { totalUsage } from '../verify/rounds/total-usage.js';
import type { Verification } from '../verify/verification.js';
import { wrongIn, type GenOutcome } from './gen-outcome.js';

/** The document of `devmgr gen --json`. Fields may be added, never renamed. What is not known is left out. */
export function genDocument(outcome: GenOutcome): object {
  const { generation, verification, rounds, bakeOff, problems, saved, failure } = outcome;
  const { usage, durationMs } = totalUsage(rounds.length > 0 ? rounds.map((round) => round.generation) : [generation]);
  return {
    ...generationDocument(generation),
    ...{ usage, durationMs: Math.round(durationMs) },
    saved: saved !== undefined,
    ...(saved && { change: saved.id }),
    wrong: wrongIn(outcome),
    ...(failure && { error: errorDocument(failure) }),
    problems,
    ...(verification && { tests: testsDocument(verification) }),
    ...((verification || rounds.length > 1) && { rounds: rounds.map(roundDocument) }),
    ...(bakeOff.length > 0 && { bakeOff: bakeOff.map(entryDocument) }),
  };
}

function errorDocument(error: Error): object {
  return { message: error.message, hint: DevmgrError.isInstance(error) ? error.hint : undefined };
}

/** What is known of an answer alone. */
export function generationDocument(generation: Generation): object {
  const { id, target, answeredBy, answer, files, refused, notes, context, usage, durationMs, isStopped } = generation;
  return {
    file: target,
    code: files.find(({ path }) => path === target)?.after ?? null,
    provider: answeredBy.providerId,
    model: answeredBy.modelId,
    host: answeredBy.host,
    id,
    files: files.map(({ path, before, after }) => ({ path, isNew: before === undefined, code: after })),
    refused,
    notes,
    context: context.map(({ id: item, title, reason, path, tokens, leftOut }) => {
      return { id: item, title, reason, path, tokens, leftOut };
    }),
    usage,
    durationMs: Math.round(durationMs),
    isStopped,
    answer,
  };
}

function testsDocument({ verdict, detail, choice, counts, failures, failedBefore, durationMs, where }: Verification) {
  return {
    verdict,
    detail,
    choice,
    counts,
    failures: failures.map(({ id, message, frames }) => ({ id, message, frames })),
    failedBefore,
    durationMs: Math.round(durationMs),
    where,
  };
}

function roundDocument({ number, generation, verification, isUnchanged }: Round): object {
  return {
    number,
    id: generation.id,
    model: `${generation.answeredBy.providerId}/${generation.answeredBy.modelId}`,
    usage: generation.usage,
    durationMs: Math.round(generation.durationMs),
    files: generation.files.length,
    refused: generation.refused,
    ...(isUnchanged && { isUnchanged }),
    ...(verification && { tests: testsDocument(verification) }),
  };
}

function entryDocument({ model, status, generation, verification, error, durationMs, costUsd }: BakeOffEntry): object {
  return {
    model,
    status,
    id: generation?.id,
    durationMs: durationMs === undefined ? undefined : Math.round(durationMs),
    costUsd,
    ...(error && { error: { message: error.message } }),
    ...(verification && { tests: testsDocument(verification) }),
  };
}
