import type { Chunk } from './chunk.js';
import { chunkHtml } from './html/chunk-html.js';
import { chunkIni } from './ini/chunk-ini.js';
import { chunkJson } from './json/chunk-json.js';
import { chunkJupyter } from './jupyter/chunk-jupyter.js';
import { chunkMarkdown } from './markdown/chunk-markdown.js';
import { chunkSql } from './sql/chunk-sql.js';
import { chunkToml } from './toml/chunk-toml.js';
import { chunkWindows } from './windows/chunk-windows.js';
import { chunkYaml } from './yaml/chunk-yaml.js';

type DivideText = (text: string) => readonly Chunk[];

/** A file of more lines is data, whose structure says nothing and takes long to read. */
const mostLines = 40_000;

/** Languages that are divided without a tree. Every one takes linear time, whatever the text, and never throws. */
export const textLanguages: ReadonlyMap<string, DivideText> = new Map([
  ['sql', bounded(chunkSql)],
  ['yaml', bounded(chunkYaml)],
  ['json', bounded(chunkJson)],
  ['jupyter', bounded(chunkJupyter)],
  ['markdown', bounded(chunkMarkdown)],
  ['toml', bounded(chunkToml)],
  ['ini', bounded(chunkIni)],
  ['html', bounded(chunkHtml)],
  ['jinja', bounded(chunkHtml)],
  ['vue', bounded(chunkHtml)],
  ['svelte', bounded(chunkHtml)],
]);

function bounded(divide: DivideText): DivideText {
  return (text) => (hasMoreLines(text, mostLines) ? chunkWindows(text) : divide(text));
}

function hasMoreLines(text: string, most: number): boolean {
  let lines = 0;
  for (let end = text.indexOf('\n'); end !== -1 && lines <= most; end = text.indexOf('\n', end + 1)) lines += 1;
  return lines > most;
}
