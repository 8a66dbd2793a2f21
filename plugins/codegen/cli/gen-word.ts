import { ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { exportHistory } from './export-history.js';
import { findProblems } from './find-problems.js';
import { bakeOff, printBakeOff } from './gen-bake-off.js';
import { genDocument } from './gen-document.js';
import { changedFiles, whatIsWrong, type GenOutcome } from './gen-outcome.js';
import type { GenParts } from './gen-parts.js';
import { GenProgress } from './gen-progress.js';
import { readGenRequest, type GenRequest } from './gen-request.js';
import { bestOf, generateCode } from './generate-code.js';
import { printOutcome } from './print-outcome.js';
import { refuseProtected, saveGeneration } from './save-generation.js';
import { showHistory } from './show-history.js';
import { showPrompt } from './show-prompt.js';
import { undoSave } from './undo-save.js';
import { usageError } from './usage-error.js';

/**
 * `devmgr gen`: writes code for a file, tests and saves it. 1 when it is not good: no code, mistakes, tests that fail; 5 when nobody could answer or
 * tests could not be run; 130 after Ctrl-C.
 */
export function genWord(parts: GenParts): CliHandler {
  return async (invocation) => {
    try {
      return await dispatch(invocation, parts);
    } catch (error) {
      if (!invocation.signal.aborted) throw error;
      invocation.stderr.write('Interrupted\n');
      return ExitCode.interrupted;
    }
  };
}

async function dispatch(invocation: CliInvocation, parts: GenParts): Promise<number> {
  const { flags } = invocation;
  const target = flags.string('export');
  const others = [flags.boolean('undo'), flags.boolean('history'), target !== undefined].filter(Boolean);
  if (others.length > 1) throw usageError('--undo, --history and --export are three things', 'Give one of them');
  if (flags.boolean('undo')) return undoSave(invocation, await parts.engine(), parts);
  if (flags.boolean('history')) return showHistory(invocation, await parts.engine(), parts);
  if (target !== undefined) return exportHistory(target, invocation, await parts.engine(), parts);
  const request = await readGenRequest(invocation, parts);
  const engine = await parts.engine();
  if (request.showsPrompt) return showPrompt(request, engine, invocation, parts);
  if (request.saves && !request.allowsProtected) refuseProtected(await engine.writer.read(request.job.target.path));
  const outcome = await write(request, engine, invocation, parts);
  if (invocation.json) invocation.stdout.write(`${JSON.stringify(genDocument(outcome))}\n`);
  else await printOutcome(outcome, request, invocation, parts.context.text);
  return exitCodeOf(outcome, invocation);
}

async function write(
  request: GenRequest,
  engine: CodegenEngine,
  invocation: CliInvocation,
  { context }: GenParts,
): Promise<GenOutcome> {
  const { stderr, json, signal } = invocation;
  const progress = new GenProgress({ stderr, isQuiet: json, mostRounds: request.mostRounds, context });
  try {
    const made = await make(request, engine, progress, invocation);
    if (made.bakeOff.length > 0 && !json) progress.print(() => printBakeOff(made.bakeOff, stderr, context.text));
    progress.say('looking for mistakes');
    const isStopped = signal.aborted || made.generation.isStopped;
    const problems = isStopped ? [] : await findProblems(changedFiles(made.generation), engine, signal);
    const outcome = { ...made, problems };
    const mayBeSaved = request.saves && !isStopped && (request.savesAnyway || whatIsWrong(outcome).length === 0);
    const saved = mayBeSaved ? await saveGeneration(made.generation, engine, request) : undefined;
    return { ...outcome, saved };
  } finally {
    progress.dispose();
  }
}

/** The answer that counts: of several models the best one's. */
async function make(
  request: GenRequest,
  engine: CodegenEngine,
  progress: GenProgress,
  invocation: CliInvocation,
): Promise<Omit<GenOutcome, 'problems' | 'saved'>> {
  if (request.bakeOff.length > 0) {
    const entries = await bakeOff(request, engine, progress, invocation);
    const best = entries.find(({ generation }) => generation !== undefined);
    if (best?.generation)
      return { generation: best.generation, verification: best.verification, rounds: [], bakeOff: entries };
  }
  const { generation, rounds } = await generateCode(request, engine, progress, invocation);
  return { generation, verification: bestOf(rounds)?.verification, rounds, bakeOff: [] };
}

function exitCodeOf(outcome: GenOutcome, { signal }: CliInvocation): number {
  if (signal.aborted || outcome.generation.isStopped) return ExitCode.interrupted;
  const wrong = whatIsWrong(outcome);
  if (wrong.length === 0) return ExitCode.ok;
  const isUntested = wrong.length === 1 && outcome.verification?.verdict === 'unable';
  return isUntested ? ExitCode.unavailable : ExitCode.notGood;
}
