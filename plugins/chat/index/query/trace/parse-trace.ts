import type { QueryPlace } from '../place-in-word.js';
import { errorMessage } from './error-message.js';
import { frameInLine, type TraceFrame } from './frame-in-line.js';

/** Lines at the front and at the end of an output that are looked at: the error is in one of them. */
const mostLines = 200;
const mostPlaces = 30;

export interface Trace {
  /** What went wrong, one line. */
  readonly message: string;
  /** Innermost first, without those in folders of libraries, when there are others. */
  readonly places: readonly QueryPlace[];
  /** Functions of the frames, in the same order. */
  readonly symbols: readonly string[];
}

/** Reads lines of an error with frames; `undefined` when there is no frame in them. */
export function parseTrace(text: string): Trace | undefined {
  const lines = ends(text.split(/\r?\n/)).map((line) => line.slice(0, 1000));
  const read = lines.map((line) => frameInLine(line));
  const all = read.filter((frame) => frame !== undefined);
  const own = all.filter(({ path }) => !isLibrary(path));
  const frames = own.length > 0 ? own : all;
  if (frames.length === 0) return undefined;
  const isInnermostLast = /\.pyi?$/.test(all[0]?.path ?? '');
  const ordered = isInnermostLast ? [...frames].reverse() : frames;
  const message = errorMessage(lines, read, isInnermostLast);
  return { message, places: placesOf(ordered), symbols: symbolsOf(ordered) };
}

function ends(lines: readonly string[]): readonly string[] {
  if (lines.length <= 2 * mostLines) return lines;
  return [...lines.slice(0, mostLines), ...lines.slice(-mostLines)];
}

function isLibrary(path: string): boolean {
  return /(?:^|\/)(?:site-packages|dist-packages|node_modules|rustc|\.cargo|lib\/python3[\d.]*)\/|^node:|^<|^\/usr\/local\/go\//.test(
    path,
  );
}

function placesOf(frames: readonly TraceFrame[]): readonly QueryPlace[] {
  const places = new Map<string, QueryPlace>();
  for (const { path, line } of frames) {
    if (!places.has(`${path}:${line}`)) places.set(`${path}:${line}`, line === undefined ? { path } : { path, line });
  }
  return [...places.values()].slice(0, mostPlaces);
}

function symbolsOf(frames: readonly TraceFrame[]): readonly string[] {
  const names = frames.flatMap(({ symbol }) => symbol?.replace(/^Object\./, '') ?? []);
  return [...new Set(names)].slice(0, mostPlaces);
}
