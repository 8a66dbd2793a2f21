import { ExitCode, type CliInvocation, type TextTools } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { KeptVerdict } from '../history/generation-history.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { findProblems } from './find-problems.js';
import { generationDocument } from './gen-document.js';
import { changedFiles, whatIsWrong, type FileProblem } from './gen-outcome.js';
import { printNotes } from './print-notes.js';
import { notSavedText, problemText, savedLines } from './print-outcome.js';
import { saveGeneration } from './save-generation.js';

export interface KeptGeneration {
  readonly generation: Generation;
  /** What came of its tests, where there were some. */
  readonly tests: KeptVerdict | undefined;
  readonly invocation: CliInvocation;
  readonly engine: CodegenEngine;
  readonly text: TextTools;
}

/** `--history --id … --save`: saves a generation by the rules of every save; what is not good only with `--save-anyway`. Rejects as saving does. */
export async function saveKept(kept: KeptGeneration): Promise<number> {
  const { generation, engine, text } = kept;
  const { flags, json, stdout, stderr } = kept.invocation;
  const { problems, wrong } = await judge(kept);
  const isSaved = wrong.length === 0 || flags.boolean('save-anyway');
  const options = { allowsProtected: flags.boolean('allow-protected') };
  const saved = isSaved ? await saveGeneration(generation, engine, options) : undefined;
  if (json) {
    const document = { ...generationDocument(generation), prompt: generation.prompt, wrong, problems };
    stdout.write(`${JSON.stringify({ ...document, saved: saved !== undefined, change: saved?.id })}\n`);
    return isSaved ? ExitCode.ok : ExitCode.notGood;
  }
  printNotes([...notesOf(generation), ...problems.map(problemText)], stderr, text);
  if (saved) stdout.write(savedLines(saved, text));
  else stderr.write(`${isSaved ? 'Nothing to save: it is so already' : notSavedText(generation, wrong)}\n`);
  return isSaved ? ExitCode.ok : ExitCode.notGood;
}

/** What the person should know of an answer. */
export function notesOf({ notes, refused }: Generation): readonly string[] {
  return [...notes, ...refused.map(({ path, reason }) => `${path}: ${reason}`)];
}

async function judge({ generation, tests, invocation, engine }: KeptGeneration): Promise<{
  readonly problems: readonly FileProblem[];
  readonly wrong: readonly string[];
}> {
  const problems = await findProblems(changedFiles(generation), engine, invocation.signal);
  // Tests that could not be run then were not asked for now.
  const verdict = tests?.verdict === 'failed' ? 'failed' : undefined;
  return { problems, wrong: whatIsWrong({ generation, problems, isAside: undefined, verdict }) };
}
