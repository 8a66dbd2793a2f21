import type { FileSnapshot, PlannedWrite, WriteOptions } from 'devmgr/plugin-api/contracts/project-writer';
import { DevmgrError } from 'devmgr/plugin-api';
import type { Step } from './apply/step.js';
import { hashOf } from './file/hash-of.js';
import { largestFile } from './file/file-state.js';
import { foldedName } from './place/same-name.js';
import { changesSettings } from './protect/changes-settings.js';
import { readFile, type ReadFile } from './read-file.js';
import { refused } from './refusal.js';
import { encodeText } from './text/encode-text.js';
import { withLineEndsOf, withPlainEnds } from './text/line-ends.js';
import { countChangedLines } from './text/count-lines.js';
import { writeConflict } from './write-conflict.js';
import type { WriterParts } from './writer-parts.js';

/** One file of a save, ready to be exchanged. */
export interface PlannedStep extends Step {
  readonly after: { readonly bytes: Buffer; readonly mode: undefined };
  readonly version: string;
  readonly added: number;
  readonly removed: number;
}

interface Request {
  readonly file: PlannedWrite;
  readonly now: ReadFile;
}

/** Everything that can be known before anything is touched. Files that would stay as they are are left out. Rejects as `ProjectWriter.write` does. */
export async function planWrite(
  parts: WriterParts,
  files: readonly PlannedWrite[],
  { allowed = [] }: WriteOptions,
): Promise<readonly PlannedStep[]> {
  const requests: Request[] = [];
  for (const file of files) requests.push({ file, now: await readFile(parts, file.path) });
  assertDistinct(requests);
  for (const request of requests) await assertAllowed(request, allowed);
  const conflicts = requests.filter(({ file, now }) => now.snapshot.version !== file.base);
  if (conflicts.length > 0) throw writeConflict(conflicts.map(({ now }) => now.snapshot));
  const steps: PlannedStep[] = [];
  for (const request of requests) steps.push(await toStep(request));
  const changed = steps.filter(({ before, version }) => before?.version !== version);
  for (const step of changed) assertWritable(step);
  return changed;
}

/** Rejects two files with one path, also on disks that do not tell upper from lower case, and a file that another one needs as its folder. */
function assertDistinct(requests: readonly Request[]): void {
  const seen = new Map<string, string>();
  for (const { now } of requests) {
    const { path } = now.snapshot;
    const other = seen.get(foldedName(path));
    if (other === path) throw refused(`${path} is there twice`, 'Give each file one text.');
    if (other !== undefined) throw refused(`${path} and ${other} are one file on many disks`, 'Rename one of them.');
    seen.set(foldedName(path), path);
  }
  for (const path of seen.values()) {
    const parts = path.split('/');
    const folder = parts.map((_, at) => parts.slice(0, at).join('/')).find((above) => seen.has(foldedName(above)));
    if (folder !== undefined)
      throw refused(`${folder} cannot be a file and the folder of ${path}`, 'Rename one of them.');
  }
}

async function assertAllowed({ file, now }: Request, allowed: readonly string[]): Promise<void> {
  const { path, text } = now.snapshot;
  if (allowed.includes(path) || allowed.includes(file.path)) return;
  const protection = now.snapshot.protection ?? (await changesSettings(path, text, file.text));
  if (protection === undefined) return;
  throw new DevmgrError({
    code: 'PLUGIN_CODEGEN_PROTECTED',
    message: `${protection}: it is not written without asking`,
    hint: 'Agree to it when you are asked, or on the command line with --allow-protected.',
  });
}

async function toStep({ file, now }: Request): Promise<PlannedStep> {
  const { path, encoding, newline } = now.snapshot;
  // A byte order mark is a matter of the encoding.
  const text = withPlainEnds(file.text).replace(/^\ufeff/, '');
  if (text.includes('\0') && !encoding.startsWith('utf16') && !now.raw.includes('\0'))
    throw refused(`The text for ${path} holds NUL characters`, 'Text files have none: generate it again.');
  const bytes = encodeText(await withLineEndsOf(text, now.raw, newline), encoding, path);
  if (bytes.length > largestFile) throw refused(`${path} would be larger than 50 MB`, 'Save less in one file.');
  const counts = await countChangedLines(now.snapshot.text ?? '', text);
  const after = { bytes, mode: undefined };
  return { place: now.place, before: now.state, after, version: await hashOf(bytes), ...counts };
}

/** Who takes the right to write away from everybody means it, also where the right to rename would do. */
function assertWritable({ place, before }: Step): void {
  if (before && (before.mode & 0o222) === 0)
    throw refused(`${place.path} is read-only`, `Make it writable first: chmod u+w ${place.path}`);
}

/** As files are now, for those whose paths are named. */
export async function snapshotsOf(parts: WriterParts, paths: readonly string[]): Promise<readonly FileSnapshot[]> {
  const files: FileSnapshot[] = [];
  for (const path of paths) files.push((await readFile(parts, path)).snapshot);
  return files;
}
