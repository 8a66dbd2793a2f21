import type { AiTarget, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type {
  GeneratedFile,
  Generation,
  RefusedFile,
  SentContextItem,
} from 'devmgr/plugin-api/contracts/code-generator';
import { listIn, numberIn, objectIn, optional, stringIn } from './stored-json.js';

/** A generation with its secrets masked, as it is kept. */
export interface StoredGeneration {
  readonly version: 1;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly generation: Generation;
  /** Files of which a part is masked: they cannot be saved any more as they were. */
  readonly masked: readonly string[];
}

/** Throws a `TypeError` for what was not written by this version. */
export function storedGenerationOf(json: unknown): StoredGeneration {
  const { version, at, generation, masked } = objectIn(json);
  if (version !== 1) throw new TypeError('another version of devmgr wrote it');
  return {
    version,
    at: numberIn(at),
    generation: generationOf(generation),
    masked: listIn(stringIn, masked),
  };
}

function generationOf(value: unknown): Generation {
  const json = objectIn(value);
  return {
    id: stringIn(json['id']),
    target: stringIn(json['target']),
    prompt: stringIn(json['prompt']),
    answeredBy: aiTargetOf(json['answeredBy']),
    answer: stringIn(json['answer']),
    files: listIn(fileOf, json['files']),
    refused: listIn(refusedOf, json['refused']),
    notes: listIn(stringIn, json['notes']),
    context: listIn(itemOf, json['context']),
    usage: usageOf(json['usage']),
    durationMs: numberIn(json['durationMs']),
    isStopped: json['isStopped'] === true,
    ...(json['isCut'] === true && { isCut: true }),
  };
}

function aiTargetOf(value: unknown): AiTarget {
  const { providerId, modelId, host } = objectIn(value);
  return { providerId: stringIn(providerId), modelId: stringIn(modelId), host: optional(stringIn, host) };
}

function fileOf(value: unknown): GeneratedFile {
  const { path, before, after } = objectIn(value);
  return { path: stringIn(path), before: optional(stringIn, before), after: stringIn(after) };
}

function refusedOf(value: unknown): RefusedFile {
  const { path, reason } = objectIn(value);
  return { path: stringIn(path), reason: stringIn(reason) };
}

function itemOf(value: unknown): SentContextItem {
  const json = objectIn(value);
  return {
    id: stringIn(json['id']),
    title: stringIn(json['title']),
    reason: stringIn(json['reason']),
    text: stringIn(json['text']),
    path: optional(stringIn, json['path']),
    startLine: optional(numberIn, json['startLine']),
    language: optional(stringIn, json['language']),
    value: numberIn(json['value']),
    tokens: numberIn(json['tokens']),
    leftOut: optional(stringIn, json['leftOut']),
  };
}

function usageOf(value: unknown): AiUsage {
  const { inputTokens, outputTokens, costUsd } = objectIn(value);
  return {
    inputTokens: optional(numberIn, inputTokens),
    outputTokens: optional(numberIn, outputTokens),
    costUsd: optional(numberIn, costUsd),
  };
}
