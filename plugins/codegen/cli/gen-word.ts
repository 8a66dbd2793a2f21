import { ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { refuseSecret } from '../generate/read-target.js';
import { secretPaths } from '../generate/secret-paths.js';
import { partialGeneration } from '../generate/partial-generation.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { exportHistory } from './export-history.js';
import { genDocument } from './gen-document.js';
import { wrongIn, type GenOutcome } from './gen-outcome.js';
import { genMode } from './gen-mode.js';
import type { GenParts } from './gen-parts.js';
import { GenProgress } from './gen-progress.js';
import { readGenRequest, type GenRequest } from './gen-request.js';
import { makeOutcome } from './make-outcome.js';
import { readNamed } from './read-named.js';
import { prepareIndex } from './prepare-index.js';
import { printNotes } from './print-notes.js';
import { printOutcome } from './print-outcome.js';
import { refuseProtected } from './save-generation.js';
import { showHistory } from './show-history.js';
import { showPrompt } from './show-prompt.js';
import { undoSave } from './undo-save.js';

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
  switch (genMode(invocation)) {
    case 'undo':
      return undoSave(invocation, await parts.engine(), parts);
    case 'history':
    case 'history-of-one':
      return showHistory(invocation, await parts.engine(), parts);
    case 'export':
      return exportHistory(invocation.flags.string('export') ?? '', invocation, await parts.engine(), parts);
    case 'generate':
      return generate(await readGenRequest(invocation, parts), invocation, parts);
  }
}

async function generate(request: GenRequest, invocation: CliInvocation, parts: GenParts): Promise<number> {
  const { stdout, stderr, json } = invocation;
  const { context } = parts;
  const engine = await parts.engine();
  // Before anything that takes long: what cannot be written is not asked for.
  const now = await readNamed(request.job.target.path, engine.writer);
  refuseSecret(now, await secretPaths(context.services));
  if (request.saves && !request.allowsProtected) refuseProtected(now);
  const isQuiet = json || request.showsPrompt;
  const progress = new GenProgress({ stderr, isQuiet, tests: request.tests, mostRounds: request.mostRounds, context });
  let outcome: GenOutcome;
  try {
    await prepare(request, progress, invocation, parts);
    if (request.showsPrompt) return await showPrompt(request, engine, { ...parts, invocation, progress });
    outcome = await makeOutcome(request, engine, { ...parts, invocation, progress, isThere: now.text !== undefined });
  } catch (error) {
    progress.dispose();
    tellKept([partialGeneration(error)], invocation, engine);
    throw error;
  } finally {
    progress.dispose();
    // Nobody else says that the answer cannot be opened again.
    const problem = engine.history.problem.get();
    if (problem !== undefined) printNotes([problem], stderr, context.text);
  }
  if (json) stdout.write(`${JSON.stringify(genDocument(outcome))}\n`);
  else await printOutcome(outcome, request, invocation, context.text);
  if (outcome.failure === undefined) return exitCodeOf(outcome, invocation);
  tellKept([outcome.generation, partialGeneration(outcome.failure)], invocation, engine);
  throw outcome.failure;
}

/** After a failure: where what had come is found. */
function tellKept(
  generations: readonly (Generation | undefined)[],
  { stderr, signal }: CliInvocation,
  { history }: CodegenEngine,
): void {
  if (signal.aborted || history.problem.get() !== undefined) return;
  for (const generation of generations)
    if (generation) stderr.write(`What had come is kept: devmgr gen --history --id ${generation.id}\n`);
}

/** The index: it finds code for the prompt, and tests that import the file. */
async function prepare(
  { job, tests }: GenRequest,
  progress: GenProgress,
  { signal }: CliInvocation,
  { context: { services, clock } }: GenParts,
): Promise<void> {
  if (job.usesContext === false && !tests) return;
  const onProgress = (done: number, total: number) =>
    progress.say(`indexing the code ${Math.floor((100 * done) / Math.max(1, total))} %`, true);
  await prepareIndex({ services, clock, signal, onProgress });
  progress.say('gathering context');
}

function exitCodeOf(outcome: GenOutcome, { signal }: CliInvocation): number {
  if (signal.aborted || outcome.generation.isStopped) return ExitCode.interrupted;
  const wrong = wrongIn(outcome);
  if (wrong.length === 0) return ExitCode.ok;
  const isUntested = wrong.length === 1 && outcome.verification?.verdict === 'unable';
  return isUntested ? ExitCode.unavailable : ExitCode.notGood;
}
