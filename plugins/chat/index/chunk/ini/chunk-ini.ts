import type { Chunk } from '../chunk.js';
import { aboveComments, chunkTables } from '../toml/chunk-toml.js';
import { SourceLines } from '../windows/source-lines.js';

const header = /^\[\s*([^\]]{1,200})\]\s*(?:[#;].*)?$/;

/** Divides INI files (and those that are like them) by their sections: `[tool:pytest]` is `tool:pytest`. */
export function chunkIni(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  const tables = [];
  for (let at = 0; at < lines.count; at += 1) {
    const name = lines.firstCharacter(at) === '[' ? header.exec(lines.line(at))?.[1]?.trim() : undefined;
    if (name !== undefined) tables.push({ line: aboveComments(lines, at), name });
  }
  return chunkTables(lines, tables);
}
