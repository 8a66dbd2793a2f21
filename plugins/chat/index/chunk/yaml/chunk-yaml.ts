import type { Chunk } from '../chunk.js';
import { entryPieces } from '../entries/entry-pieces.js';
import type { Entry } from '../entries/entry.js';
import { chunkPieces } from '../pieces/chunk-pieces.js';
import type { Piece } from '../pieces/piece.js';
import { SourceLines } from '../windows/source-lines.js';
import { yamlLines, type YamlLine } from './yaml-lines.js';

interface YamlDocument {
  readonly line: number;
  readonly entries: readonly Entry[];
}

/**
 * Divides YAML by the keys at the left, big values by the keys in them (`services.api`), lists by their elements, files of
 * several documents by these: `Deployment.api` for a Kubernetes one. Comments belong to what is below them.
 */
export function chunkYaml(text: string): readonly Chunk[] {
  const lines = new SourceLines(text);
  const documents = readDocuments(lines);
  const pieces = documents.flatMap((document, at) => {
    const place = { from: at === 0 ? 0 : document.line, to: documents[at + 1]?.line ?? lines.count };
    return documentPieces(lines, place, document.entries, documents.length > 1);
  });
  return chunkPieces(lines, pieces);
}

function documentPieces(
  lines: SourceLines,
  place: { readonly from: number; readonly to: number },
  entries: readonly Entry[],
  isOneOfMany: boolean,
): readonly Piece[] {
  if (entries.length === 0) return [{ ...place, kind: 'window' }];
  if (!isOneOfMany) return entryPieces(lines, { ...place, path: '' }, entries);
  const path = resourceName(entries);
  if (place.to - place.from > shortDocument) return entryPieces(lines, { ...place, path }, entries);
  return [{ ...place, kind: 'entry', symbol: path === '' ? undefined : path }];
}

/** So many lines of one among several documents are one piece. */
const shortDocument = 60;

/** `kind` and `metadata.name`, as Kubernetes and its like have them. */
function resourceName(entries: readonly Entry[]): string {
  const kind = entries.find((entry) => entry.key === 'kind')?.value;
  const metadata = entries.find((entry) => entry.key === 'metadata');
  const name = metadata?.children.find((entry) => entry.key === 'name')?.value;
  return [kind, name].filter((part) => part !== undefined && /^[\w.-]+$/.test(part)).join('.');
}

interface OpenEntry extends Entry {
  readonly indent: number;
  readonly children: OpenEntry[];
}

function readDocuments(lines: SourceLines): readonly YamlDocument[] {
  const documents: { line: number; entries: OpenEntry[] }[] = [{ line: 0, entries: [] }];
  let open: OpenEntry[] = [];
  for (const found of yamlLines(lines)) {
    const document = documents.at(-1);
    if (document === undefined) break;
    if (found.what === 'document') {
      open = [];
      if (document.entries.length > 0 && lines.line(found.line).startsWith('-'))
        documents.push({ line: found.line, entries: [] });
      continue;
    }
    while ((open.at(-1)?.indent ?? -1) >= found.indent) open.pop();
    const entry = openEntry(lines, found);
    (open.at(-1)?.children ?? document.entries).push(entry);
    open.push(entry);
  }
  return documents;
}

function openEntry(lines: SourceLines, found: YamlLine): OpenEntry {
  const { key, value, indent } = found;
  return { line: withComments(lines, found.line), key, value, indent, children: [] };
}

/** Comments right above a key are about it. */
function withComments(lines: SourceLines, line: number): number {
  let start = line;
  while (start > 0 && lines.firstCharacter(start - 1) === '#') start -= 1;
  return start;
}
