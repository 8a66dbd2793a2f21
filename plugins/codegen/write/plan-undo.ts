import type { FileSnapshot, UndoOptions } from 'devmgr/plugin-api/contracts/project-writer';
import type { Step } from './apply/step.js';
import { hashOf } from './file/hash-of.js';
import { readFile, type ReadFile } from './read-file.js';
import { refused } from './refusal.js';
import type { RecordedFile, SaveRecord, Versions } from './saves/save-record.js';
import { decodeText } from './text/decode-text.js';
import { encodeText } from './text/encode-text.js';
import { withLineEndsOf, withPlainEnds } from './text/line-ends.js';
import { writeConflict } from './write-conflict.js';
import type { WriterParts } from './writer-parts.js';

export const changedHint =
  'Nothing was taken back, so that what came since is not lost. Say what is done with it: merge, skip or overwrite.';

/** What a save being taken back does. */
export interface UndoPlan {
  /** Files that become others. */
  readonly steps: readonly Step[];
  /** Of all files of the save, in order. */
  readonly versions: readonly Versions[];
  readonly modes: readonly number[];
  /** What is in files that are not as the save left them, by their numbers. */
  readonly now: ReadonlyMap<number, Buffer>;
}

/** A file of a save, what it is now, and what was said about it. */
interface Subject {
  readonly parts: WriterParts;
  readonly id: string;
  readonly at: number;
  readonly file: RecordedFile;
  readonly now: ReadFile;
}

/** `conflict`: nothing was said about a file that changed since. `undefined`: it stays. */
type Planned = Step['after'] | 'remove' | 'conflict' | undefined;

/** Everything that can be known before anything is touched. Rejects as `ProjectWriter.undo` does. */
export async function planUndo(
  parts: WriterParts,
  id: string,
  { files }: SaveRecord,
  options: UndoOptions,
): Promise<UndoPlan> {
  const plan = {
    steps: [] as Step[],
    versions: [] as Versions[],
    modes: [] as number[],
    now: new Map<number, Buffer>(),
  };
  const conflicts: Subject[] = [];
  for (const [at, file] of files.entries()) {
    const now = await readFile(parts, file.path);
    const subject = { parts, id, at, file, now };
    const planned = await planFile(subject, options);
    const from = now.state?.version;
    plan.modes.push(now.state?.mode ?? 0o666);
    plan.versions.push({ from, to: await goalOf(planned, from) });
    if (planned === 'conflict') conflicts.push(subject);
    else if (planned !== undefined) {
      plan.steps.push({ at, place: now.place, before: now.state, after: planned === 'remove' ? undefined : planned });
      if (now.state && from !== file.after.version) plan.now.set(at, now.state.bytes);
    }
  }
  if (conflicts.length > 0) throw await conflictOf(conflicts);
  return plan;
}

async function goalOf(planned: Planned, from: string | undefined): Promise<string | undefined> {
  if (planned === undefined || planned === 'conflict') return from;
  return planned === 'remove' ? undefined : hashOf(planned.bytes);
}

async function planFile(subject: Subject, { changed = [] }: UndoOptions): Promise<Planned> {
  const { file, now } = subject;
  const { path, version } = now.snapshot;
  const said = changed.find((each) => each.path === file.path || each.path === path);
  const choice = said && said.base === version ? said.choice : undefined;
  // Whatever it is called now, it is another place.
  if (now.place.path !== file.path) return choice === 'skip' ? undefined : 'conflict';
  if (version === file.before?.version) return undefined;
  if (version === file.after.version || choice === 'overwrite') return asBefore(subject);
  if (choice === 'skip') return undefined;
  if (choice !== 'merge') return 'conflict';
  const merged = await mergedBytes(subject);
  if (!merged)
    throw refused(`${path} cannot be merged: what came since is in the same lines`, 'Skip it, or overwrite it.');
  return { bytes: merged, mode: undefined };
}

async function asBefore({ parts, id, at, file: { before } }: Subject): Promise<Planned> {
  return before ? { bytes: await parts.saves.bytesOf(id, at, 'before'), mode: before.mode } : 'remove';
}

/** The file without what the save did to it; `undefined`: what came since touches that. */
async function mergedBytes({ parts, id, at, file, now }: Subject): Promise<Buffer | undefined> {
  const { text, encoding, newline, path } = now.snapshot;
  if (!file.before || text === undefined) return undefined;
  const [mine, base] = [await textOf(parts, id, at, 'before'), await textOf(parts, id, at, 'after')];
  const { mergeTexts } = await import('../review/merge-texts.js');
  const merged = mergeTexts({ base, mine, theirs: text });
  if (merged.conflicts > 0) return undefined;
  return encodeText(await withLineEndsOf(merged.text, now.raw, newline), encoding, path);
}

async function textOf({ saves }: WriterParts, id: string, at: number, side: 'before' | 'after'): Promise<string> {
  return withPlainEnds(decodeText(await saves.bytesOf(id, at, side)).raw);
}

async function conflictOf(conflicts: readonly Subject[]): Promise<Error> {
  const moved = conflicts.find(({ file, now }) => now.place.path !== file.path);
  const mergeable: string[] = [];
  for (const subject of conflicts)
    if (subject !== moved && (await mergedBytes(subject))) mergeable.push(subject.now.snapshot.path);
  const snapshots: readonly FileSnapshot[] = conflicts.map(({ now }) => now.snapshot);
  const message = moved && `${moved.file.path} is ${moved.now.place.path} now: a folder on the way to it became a link`;
  return writeConflict(snapshots, { hint: changedHint, mergeable, message });
}
