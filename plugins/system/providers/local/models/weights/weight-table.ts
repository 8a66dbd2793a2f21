import type { LocalDtype, LocalTask } from '../pulled-model.js';
import { dtypeSuffixes } from './dtype-suffixes.js';
import { taskParts } from './task-parts.js';

/** For each part of the model its files by dtype: the `.onnx` and what large ones keep beside it (`.onnx_data`, `.onnx_data_1` ...). */
export type WeightTable = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Which weights there are among the paths of a model. A part without any has an empty map. */
export function weightTable(paths: readonly string[], task: LocalTask): WeightTable {
  const all = new Set(paths);
  return new Map(taskParts[task].map((part) => [part, filesByDtype(part, all)]));
}

/** The dtypes that every part has, in the order of `dtypeSuffixes`. */
export function commonDtypes(table: WeightTable): string[] {
  return Object.keys(dtypeSuffixes).filter((dtype) => [...table.values()].every((files) => files.has(dtype)));
}

/** The files of a choice; `undefined` when a part has no such weights. */
export function weightFiles(table: WeightTable, dtype: LocalDtype): readonly string[] | undefined {
  const files: string[] = [];
  for (const [part, byDtype] of table) {
    const ofPart = byDtype.get(typeof dtype === 'string' ? dtype : (dtype[part] ?? ''));
    if (!ofPart) return undefined;
    files.push(...ofPart);
  }
  return files;
}

function filesByDtype(part: string, all: ReadonlySet<string>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [dtype, suffix] of Object.entries(dtypeSuffixes)) {
    const main = `onnx/${part}${suffix}.onnx`;
    if (all.has(main)) found.set(dtype, [main, ...dataFiles(main, all)]);
  }
  return found;
}

function dataFiles(main: string, all: ReadonlySet<string>): string[] {
  const files: string[] = [];
  for (let next = `${main}_data`; all.has(next); next = `${main}_data_${files.length}`) files.push(next);
  return files;
}
