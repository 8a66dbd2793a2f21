import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import type { SkippedFile } from '../store/index-store.js';
import type { CandidateFile } from '../walk/project-files.js';
import type { KnownFile } from './known-files.js';

export interface FileToRead extends CandidateFile {
  /** As it is in the index. */
  readonly known: KnownFile | undefined;
  /** It is in the index without vectors of the embedder: also when its bytes are the same it is to be divided again. */
  readonly lacksVectors?: boolean;
}

/** A file whose content is not for the index, as it was when it was read. */
export interface SkippedContent {
  readonly size: number;
  readonly mtimeMs: number;
  readonly reason: SkipReason;
}

/** What is to be done so that the index says what the files say. */
export interface RefreshPlan {
  /** New, or of another size or time. */
  readonly read: readonly FileToRead[];
  /** Nothing about them is new, but they have no vectors. */
  readonly embed: readonly FileToRead[];
  readonly remove: readonly KnownFile[];
  /** They are gone too, but a new file of the same size may be one of them under another path. */
  readonly vanished: readonly KnownFile[];
  /** Not for the index, and not changed since that was found out. */
  readonly skipped: readonly SkippedFile[];
}

export interface PlanInput {
  /** Of the part of the project that was looked at. */
  readonly known: Iterable<KnownFile>;
  readonly candidates: readonly CandidateFile[];
  /** Paths of files in the index without vectors of the embedder. */
  readonly withoutVectors: ReadonlySet<string>;
  /** By path. */
  readonly skippedContents: ReadonlyMap<string, SkippedContent>;
}

/** Compares what is known with what is there. Contents are not looked at: the same size and time mean the same content. */
export function planRefresh({ known, candidates, withoutVectors, skippedContents }: PlanInput): RefreshPlan {
  const missing = new Map([...known].map((file) => [file.path, file]));
  const [read, embed]: [FileToRead[], FileToRead[]] = [[], []];
  const skipped: SkippedFile[] = [];
  for (const candidate of candidates) {
    const { path } = candidate;
    const before = missing.get(path);
    const reason = skipReason(skippedContents.get(path), candidate);
    const lacksVectors = withoutVectors.has(path);
    missing.delete(path);
    if (before === undefined && reason !== undefined) skipped.push({ path, reason });
    else if (before === undefined || !isSame(before, candidate))
      read.push({ ...candidate, known: before, lacksVectors });
    else if (lacksVectors) embed.push({ ...candidate, known: before });
  }
  const newSizes = new Set(read.filter((file) => file.known === undefined).map(({ size }) => size));
  // A file under another path has the same size. What has no vectors is as well made anew.
  const mayBeMoved = (file: KnownFile) => newSizes.has(file.size) && !withoutVectors.has(file.path);
  const remove = [...missing.values()].filter((file) => !mayBeMoved(file));
  return { read, embed, skipped, remove, vanished: [...missing.values()].filter(mayBeMoved) };
}

function skipReason(
  before: SkippedContent | undefined,
  { size, mtimeMs, isIncluded }: CandidateFile,
): SkipReason | undefined {
  if (before?.size !== size || before.mtimeMs !== mtimeMs) return undefined;
  // The person may have named it since.
  return isIncluded === true && before.reason !== 'binary' ? undefined : before.reason;
}

function isSame(known: KnownFile, { size, mtimeMs }: CandidateFile): boolean {
  // Fractions of milliseconds are not kept.
  return known.size === size && known.mtimeMs === Math.floor(mtimeMs);
}
