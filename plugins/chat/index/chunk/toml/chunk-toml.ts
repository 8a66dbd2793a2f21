import type { Chunk } from '../chunk.js';
import { chunkPieces } from '../pieces/chunk-pieces.js';
import type { Piece } from '../pieces/piece.js';
import { chunkWindows } from '../windows/chunk-windows.js';
import { SourceLines } from '../windows/source-lines.js';
import { TomlValue } from './toml-value.js';

const part = String.raw`(?:[\w-]+|"[^"]*"|'[^']*')`;
/** Names in brackets on a line of their own; the dots between them may have spaces around. */
const header = new RegExp(String.raw`^\s*\[\[?\s*(${part}(?:\s*\.\s*${part})*)\s*\]\]?\s*(?:#.*)?$`);
const longestHeader = 300;

interface Table {
  readonly line: number;
  readonly name: string;
}

/** Divides TOML by its tables; their names are the symbols. Comments right above a table belong to it. */
export function chunkToml(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  return chunkTables(lines, readTables(lines));
}

/** The chunks of a file in which tables begin at these lines. What is before the first is one more piece. */
export function chunkTables(lines: SourceLines, tables: readonly Table[]): readonly Chunk[] {
  const [first] = tables;
  if (first === undefined) return chunkWindows(lines.text);
  const hasKeys = hasContent(lines, first.line);
  const pieces: Piece[] = hasKeys ? [{ from: 0, to: first.line, kind: 'entry' }] : [];
  for (const [at, { line, name }] of tables.entries()) {
    const from = at === 0 && !hasKeys ? 0 : line;
    pieces.push({ from, to: tables[at + 1]?.line ?? lines.count, kind: 'entry', symbol: name });
  }
  return chunkPieces(lines, pieces);
}

function readTables(lines: SourceLines): readonly Table[] {
  const tables: Table[] = [];
  const value = new TomlValue();
  for (let at = 0; at < lines.count; at += 1) {
    const line = lines.line(at);
    const name = value.isOpen || line.length > longestHeader ? undefined : header.exec(line)?.[1];
    if (name === undefined) value.read(line);
    else tables.push({ line: aboveComments(lines, at), name: name.replace(/\s*\.\s*/g, '.').replace(/["']/g, '') });
  }
  return tables;
}

/** Where the comments begin that stand right above a line. */
export function aboveComments(lines: SourceLines, line: number): number {
  let start = line;
  while (start > 0 && /[#;]/.test(lines.firstCharacter(start - 1) ?? '')) start -= 1;
  return start;
}

/** Whether there is more than comments before a line. */
function hasContent(lines: SourceLines, end: number): boolean {
  for (let at = 0; at < end; at += 1) if (/[^#;]/.test(lines.firstCharacter(at) ?? '#')) return true;
  return false;
}
