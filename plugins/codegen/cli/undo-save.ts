import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import {
  isWriteConflict,
  type ProjectWriter,
  type SavedChange,
  type UndoChoice,
  type WriteConflictError,
} from 'devmgr/plugin-api/contracts/project-writer';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { findSave } from './find-save.js';
import type { GenParts } from './gen-parts.js';
import { oneLine } from './one-line.js';
import { usageError } from './usage-error.js';

const choices: readonly UndoChoice[] = ['merge', 'skip', 'overwrite'];

/** What was done with files that changed since. */
interface Undone {
  readonly change: SavedChange;
  /** Paths. */
  readonly settled: readonly string[];
}

/**
 * `--undo`: takes the last save back, or the one with `--id`: see `findSave`. Rejects when there is none, or a file changed since and `--changed` does
 * not say what is done with it.
 */
export async function undoSave(
  { flags, json, stdout }: CliInvocation,
  { writer, history }: Pick<CodegenEngine, 'writer' | 'history'>,
  { context: { text } }: GenParts,
): Promise<number> {
  const choice = readChoice(flags.string('changed'));
  const wanted = flags.string('id');
  const id = wanted === undefined ? await lastSave(writer) : await findSave(wanted, { writer, history }, text);
  const { change, settled } = await takeBack(writer, id, choice);
  const files = change.files.map(({ path, isNew }) => {
    return { path, isNew, changed: settled.includes(path) ? choice : undefined };
  });
  if (json) {
    stdout.write(`${JSON.stringify({ undone: change.id, title: change.title, files })}\n`);
    return ExitCode.ok;
  }
  const words = { merge: 'Merged', skip: 'Left', overwrite: undefined };
  const lines = files.map(({ path, isNew, changed }) => {
    const done = (changed && words[changed]) ?? (isNew ? 'Removed' : 'Restored');
    return `${done} ${oneLine(path, text)}\n`;
  });
  stdout.write(lines.join(''));
  return ExitCode.ok;
}

function readChoice(given: string | undefined): UndoChoice | undefined {
  const choice = choices.find((each) => each === given);
  if (given !== undefined && !choice)
    throw usageError(`--changed ${given} is unknown`, `Give one of them: ${choices.join(', ')}`);
  return choice;
}

/** `undefined`: there is none. */
async function lastSave(writer: Pick<ProjectWriter, 'changes'>): Promise<string | undefined> {
  return (await writer.changes()).find(({ undoneAt }) => undoneAt === undefined)?.id;
}

async function takeBack(
  writer: Pick<ProjectWriter, 'undo'>,
  id: string | undefined,
  choice: UndoChoice | undefined,
): Promise<Undone> {
  try {
    return { change: await writer.undo(id), settled: [] };
  } catch (error) {
    if (!isWriteConflict(error)) throw error;
    if (!choice || (choice === 'merge' && !canMerge(error))) throw undecided(error, id ?? '', choice);
    const changed = error.conflicts.map(({ path, version }) => ({ path, base: version, choice }));
    return { change: await writer.undo(id, { changed }), settled: changed.map(({ path }) => path) };
  }
}

function canMerge({ conflicts, mergeable = [] }: WriteConflictError): boolean {
  return conflicts.every(({ path }) => mergeable.includes(path));
}

function undecided(error: WriteConflictError, id: string, choice: UndoChoice | undefined): DevmgrError {
  const how = (each: UndoChoice, what: string) => `${what}: devmgr gen --undo --id ${id} --changed ${each}`;
  const why = choice === 'merge' ? ', and cannot be merged with what was there before' : '';
  const hints = [
    'Nothing was taken back.',
    ...(canMerge(error) ? [how('merge', 'To keep what came since as well')] : []),
    how('skip', 'To leave changed files as they are'),
    how('overwrite', 'To write the old ones over them'),
  ];
  return new DevmgrError({
    code: error.code,
    message: `${error.message} after the save ${id}${why}`,
    hint: hints.join('\n  '),
    cause: error,
  });
}
