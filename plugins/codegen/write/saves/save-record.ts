/** Of one file before or after. */
export interface RecordedState {
  readonly version: string;
  /** In bytes. */
  readonly size: number;
  /** `undefined`: as new files get it. */
  readonly mode: number | undefined;
}

export interface RecordedFile {
  readonly path: string;
  /** Folders that were made for it, from the root, outermost first. */
  readonly folders: readonly string[];
  /** `undefined`: there was none. */
  readonly before: RecordedState | undefined;
  readonly after: RecordedState;
  /** Lines. */
  readonly added: number;
  readonly removed: number;
}

/** One save, as it is kept. */
export interface SaveRecord {
  readonly title: string;
  readonly at: number;
  /** In the names of the files that lie beside the person's while they are exchanged. */
  readonly token: string;
  readonly files: readonly RecordedFile[];
}

/** An undo, as it is kept. */
export interface UndoRecord {
  readonly at: number;
  readonly token: string;
  /** Modes of the files when it began, in order. */
  readonly modes: readonly number[];
  /** Versions of the files when it began and when it is done, in order. Missing: as after and before the save. */
  readonly files?: readonly Versions[];
}

/** `undefined`: no file. */
export interface Versions {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** `undefined`: it is damaged. */
export function parseSaveRecord(text: string): SaveRecord | undefined {
  const { title, at, token, files } = parseObject(text);
  if (typeof title !== 'string' || typeof at !== 'number' || !isToken(token) || !Array.isArray(files)) return undefined;
  const read = files.map(toFile);
  return read.every((file) => file !== undefined) ? { title, at, token, files: read } : undefined;
}

/** `undefined`: it is damaged. */
export function parseUndoRecord(text: string): UndoRecord | undefined {
  const { at, token, modes, files } = parseObject(text);
  if (typeof at !== 'number' || !isToken(token) || !Array.isArray(modes)) return undefined;
  const read = { at, token, modes: modes.filter((mode): mode is number => typeof mode === 'number') };
  return Array.isArray(files) ? { ...read, files: files.map(toVersions) } : read;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return toObject(JSON.parse(text));
  } catch {
    return {};
  }
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
}

function toFile(value: unknown): RecordedFile | undefined {
  const { path, folders, before, after, added, removed } = toObject(value);
  const then = toState(after);
  if (typeof path !== 'string' || !then || typeof added !== 'number' || typeof removed !== 'number') return undefined;
  const made = Array.isArray(folders) ? folders.filter((folder): folder is string => typeof folder === 'string') : [];
  return { path, folders: made, before: toState(before), after: then, added, removed };
}

function toVersions(value: unknown): Versions {
  const { from, to } = toObject(value);
  return { from: typeof from === 'string' ? from : undefined, to: typeof to === 'string' ? to : undefined };
}

function toState(value: unknown): RecordedState | undefined {
  const { version, size, mode } = toObject(value);
  if (typeof version !== 'string' || typeof size !== 'number') return undefined;
  return { version, size, mode: typeof mode === 'number' ? mode : undefined };
}
