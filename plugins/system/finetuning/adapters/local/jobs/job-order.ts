import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { LinePatterns } from '../recipes/local-recipe.js';

/** What a job is to do, as it was asked for: written once. Times in milliseconds since the epoch. */
export interface JobOrder {
  readonly version: typeof ORDER_VERSION;
  readonly id: string;
  readonly createdAt: number;
  readonly recipe: string;
  readonly request: FineTuningRequest;
  /** Chosen ones over the defaults. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  /** Without placeholders. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly outputDir: string;
  /** Where the model is to be afterwards; absolute. */
  readonly result?: string | undefined;
  readonly patterns: LinePatterns;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly stopTimeoutMs: number;
}

export const ORDER_VERSION = 1;

/** Reads a file that another version of devmgr may have written; `undefined` for anything else. */
export function readJobOrder(text: string): JobOrder | undefined {
  try {
    const value = JSON.parse(text) as Partial<JobOrder> | null;
    const isOrder =
      value?.version === ORDER_VERSION &&
      typeof value.id === 'string' &&
      typeof value.createdAt === 'number' &&
      typeof value.request?.baseModel === 'string' &&
      typeof value.request.trainingFile === 'string' &&
      typeof value.cwd === 'string' &&
      typeof value.outputDir === 'string' &&
      Array.isArray(value.command) &&
      value.command.every((word) => typeof word === 'string');
    if (!isOrder) return undefined;
    return { patterns: {}, stopTimeoutMs: 10_000, env: {}, parameters: {}, recipe: 'default', ...value } as JobOrder;
  } catch {
    return undefined;
  }
}
