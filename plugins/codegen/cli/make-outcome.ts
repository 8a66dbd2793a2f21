import type { CliInvocation } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { findProblems } from './find-problems.js';
import { bakeOff, printBakeOff } from './gen-bake-off.js';
import { asideOf, changedFiles, wrongIn, type GenOutcome } from './gen-outcome.js';
import type { GenParts } from './gen-parts.js';
import type { GenProgress } from './gen-progress.js';
import type { GenRequest } from './gen-request.js';
import { bestOf, generateCode } from './generate-code.js';
import { saveGeneration } from './save-generation.js';

export interface OutcomeParts extends GenParts {
  readonly progress: GenProgress;
  readonly invocation: CliInvocation;
}

/** Generates, tests, looks for mistakes, and saves what is good where that is wanted. Rejects as generating and saving do. */
export async function makeOutcome(
  request: GenRequest,
  engine: CodegenEngine,
  parts: OutcomeParts & {
    /** The file that the code is for is there already. */
    readonly isThere: boolean;
  },
): Promise<GenOutcome> {
  const { context, progress } = parts;
  const { stderr, json, signal } = parts.invocation;
  const made = await generate(request, engine, parts);
  if (made.bakeOff.length > 0 && !json) progress.print(() => printBakeOff(made.bakeOff, stderr, context.text));
  progress.say('looking for mistakes');
  const isStopped = signal.aborted || made.generation.isStopped;
  const problems = isStopped ? [] : await findProblems(changedFiles(made.generation), engine, signal);
  const isPrinted = !request.saves && !request.showsDiff;
  const isAside = isPrinted ? asideOf(made.generation, parts.isThere) : undefined;
  const outcome = { ...made, problems, isAside };
  const mayBeSaved =
    request.saves && !isStopped && made.failure === undefined && (request.savesAnyway || wrongIn(outcome).length === 0);
  if (!mayBeSaved) return { ...outcome, saved: undefined };
  try {
    return { ...outcome, saved: await saveGeneration(made.generation, engine, request) };
  } catch (error) {
    // The document is there also when the save fails; people are told by the error alone.
    if (!json || !(error instanceof Error)) throw error;
    return { ...outcome, saved: undefined, failure: error };
  }
}

/** The answer that counts: of several models the best one's. */
async function generate(
  request: GenRequest,
  engine: CodegenEngine,
  { progress, invocation }: OutcomeParts,
): Promise<Omit<GenOutcome, 'problems' | 'isAside' | 'saved'>> {
  if (request.bakeOff.length > 0) {
    const entries = await bakeOff(request, engine, progress, invocation);
    const best = entries.find(({ generation }) => generation !== undefined);
    if (best?.generation)
      return { generation: best.generation, verification: best.verification, rounds: [], bakeOff: entries };
  }
  const { generation, rounds, failure } = await generateCode(request, engine, progress, invocation);
  return { generation, verification: bestOf(rounds)?.verification, rounds, bakeOff: [], failure };
}
