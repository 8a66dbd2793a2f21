import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { languageOf } from '../../generate/language-of.js';
import { fileItem } from '../read/file-item.js';
import { distance } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';
import { isTestPath } from '../view/test-paths.js';
import { traceFrames } from '../view/trace-frames.js';
import type { ContextSource } from './context-source.js';

/** Before everything else: what went wrong went wrong there. */
const values = [0.995, 0.99, 0.985, 0.95, 0.9];
/** What is longer takes the room of everything else with models that read little. */
const wholeChars = 4_000;
/** Of a longer file the lines around the places are shown. */
const linesAround = 30;
const reason = 'in the error';

interface TracedFile {
  readonly path: string;
  readonly lines: readonly number[];
}

/** The files that an error in the prompt or in what is attached goes through: the innermost first, code before tests. */
export const tracedFiles: ContextSource = async (view) => {
  const texts = [view.prompt, ...(view.attachments ?? []).map(({ text }) => text)];
  const files = texts.flatMap((text) => filesOf(view, text));
  const ordered = [...files.filter(({ path }) => !isTestPath(path)), ...files.filter(({ path }) => isTestPath(path))];
  const items = await Promise.all(
    ordered.slice(0, values.length).map((file, at) => itemsOf(view, file, values[at] ?? 0)),
  );
  return items.flat();
};

function filesOf(view: ProjectView, text: string): readonly TracedFile[] {
  const lines = new Map<string, number[]>();
  const known = new Map<string, string | undefined>();
  for (const { path: written, line } of traceFrames(text)) {
    if (!known.has(written)) known.set(written, inProject(view, written));
    const path = known.get(written);
    if (path === undefined) continue;
    const all = lines.get(path) ?? [];
    // The last one of a file says where it stands among the others.
    lines.delete(path);
    lines.set(path, line === undefined ? all : [...all, line]);
  }
  return [...lines].map(([path, at]) => ({ path, lines: at })).reverse();
}

/** The file of the project that a path means which may begin anywhere: above the project, in a container, in a folder of it. */
function inProject({ has, paths, target, root }: ProjectView, written: string): string | undefined {
  const path = written.startsWith(`${root}/`) ? written.slice(root.length + 1) : written;
  if (has(path)) return path;
  if (path === target.path) return undefined;
  const parts = path.split('/').filter(Boolean);
  for (let from = 1; from < parts.length - 1; from += 1) {
    const shorter = parts.slice(from).join('/');
    if (shorter === target.path) return undefined;
    if (has(shorter)) return shorter;
  }
  if (path.startsWith('/')) return undefined;
  const [nearest] = paths
    .filter((each) => each.endsWith(`/${path}`))
    .toSorted((a, b) => distance(a, target.path) - distance(b, target.path));
  return nearest;
}

async function itemsOf(view: ProjectView, { path, lines }: TracedFile, value: number) {
  const text = await view.read(path);
  if (text === undefined) return [];
  if (text.length <= wholeChars || lines.length === 0) {
    const item = await fileItem(view, path, { reason, value, mostChars: wholeChars });
    return item ? [item] : [];
  }
  const all = text.split('\n');
  return rangesAround(lines, all.length).map(([start, end]): CodeContextItem => {
    const piece = { text: all.slice(start - 1, end).join('\n'), path, startLine: start, language: languageOf(path) };
    return { id: `file:${path}:${start}-${end}`, title: `${path}:${start}-${end}`, reason, ...piece, value };
  });
}

/** At most three, the last places of the error first to be kept; those that touch are one. */
function rangesAround(lines: readonly number[], count: number): readonly (readonly [number, number])[] {
  const wanted = [...new Set(lines)].filter((line) => line <= count).slice(-3);
  const ranges: [number, number][] = [];
  for (const line of wanted.sort((a, b) => a - b)) {
    const [start, end] = [Math.max(1, line - linesAround), Math.min(count, line + linesAround)];
    const last = ranges.at(-1);
    if (last && start <= last[1] + 1) last[1] = end;
    else ranges.push([start, end]);
  }
  return ranges;
}
