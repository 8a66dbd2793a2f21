import { join } from 'node:path';
import type { FileSnapshot } from 'devmgr/plugin-api/contracts/project-writer';
import { errorCode } from './disk.js';
import { readState, type FileState } from './file/file-state.js';
import { findPlace, type Place } from './place/find-place.js';
import { OpenFolder } from './place/open-folder.js';
import { isInside } from './place/parse-path.js';
import { diskFailure, refused } from './refusal.js';
import { decodeText } from './text/decode-text.js';
import { countEnds, mostFrequent, withPlainEnds } from './text/line-ends.js';
import { projectNewline } from './text/project-newline.js';
import type { WriterParts } from './writer-parts.js';

/** A file as it is now: what is shown of it, and what is needed to write over it. */
export interface ReadFile {
  readonly place: Place;
  readonly state: FileState | undefined;
  /** With its own line ends. */
  readonly raw: string;
  readonly snapshot: FileSnapshot;
}

/** Rejects as `ProjectWriter.read` does. */
export async function readFile(parts: WriterParts, path: string): Promise<ReadFile> {
  const place = await findPlace(parts.disk, parts.roots, path);
  const file = join(parts.roots.realRoot, place.path);
  if (parts.ownFolders.some((folder) => isInside(folder, file))) throw refused(`${place.path} belongs to devmgr`);
  const state = await stateOf(parts, place);
  const { raw, encoding } = decodeText(state?.bytes ?? Buffer.alloc(0));
  const { disk, roots } = parts;
  const newline =
    mostFrequent(countEnds(raw)) ?? (await projectNewline(disk, roots.realRoot, place.folder, place.name));
  const protection = parts.protectionOf(place.path);
  const shown = state && { text: withPlainEnds(raw), version: state.version };
  const snapshot = { path: place.path, text: shown?.text, version: shown?.version, encoding, newline, protection };
  return { place, state, raw, snapshot };
}

/** Reads the file of a place; `undefined`: there is none. */
export async function stateOf({ disk }: WriterParts, place: Place): Promise<FileState | undefined> {
  if (place.missing.length > 0) return undefined;
  try {
    const folder = await OpenFolder.of(disk, place);
    return await readState(disk, folder, place.name).finally(() => folder.close());
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw diskFailure(error, place.path);
  }
}
