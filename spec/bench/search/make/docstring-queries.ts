import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchQuery, Target } from '../query-set.js';
import { firstSentences, isUsableQuery } from './clean-text.js';
import type { Declaration } from './declaration.js';
import { docText } from './doc-text.js';
import { findDeclarations } from './find-declarations.js';
import { isForeign, isTest } from './kinds-of-paths.js';
import { type StrippedFile, stripDocs } from './strip-docs.js';
import { SyntaxParsers } from './syntax-parsers.js';

/** A function is worth looking for when it says something beside its doc comment. */
const minCode = 50;
/** What more functions than this have in common tells none of them. */
const maxTargets = 5;

/**
 * Takes the doc comments out of all files below a folder (they are changed in place!) and makes queries of those that stood at
 * functions: the first two sentences, to be answered by the lines of the function. The same words at several functions are one
 * query with several targets. Functions of tests and of vendored code are no targets.
 */
export async function docstringQueries(folder: string): Promise<readonly BenchQuery[]> {
  const parsers = new SyntaxParsers();
  const targets = new Map<string, Target[]>();
  for (const path of await filesBelow(folder)) {
    const text = await readFile(join(folder, path), 'utf8');
    const tree = await parsers.parse(path, text);
    if (!tree) continue;
    const declarations = findDeclarations(tree.rootNode);
    const stripped = stripDocs(text, declarations);
    tree.delete();
    if (stripped.text !== text) await writeFile(join(folder, path), stripped.text);
    if (isForeign(path) || isTest(path)) continue;
    for (const declaration of declarations) {
      const query = queryOf(declaration, text);
      if (query === undefined) continue;
      targets.set(query, [...(targets.get(query) ?? []), targetOf(path, declaration, stripped)]);
    }
  }
  await parsers.dispose();
  return [...targets].flatMap(([query, found]) =>
    found.length <= maxTargets ? [{ query, kind: 'docstring', targets: found }] : [],
  );
}

function queryOf({ name, isFunction, span, doc }: Declaration, text: string): string | undefined {
  if (!isFunction || !doc) return undefined;
  const inside = doc.spans.filter(({ start }) => start >= span.start && start < span.end);
  const code = span.end - span.start - inside.reduce((sum, { start, end }) => sum + end - start, 0);
  const sentences = firstSentences(docText(doc.raw));
  // Go's convention gives the name away.
  const query = sentences.startsWith(`${name} `) ? sentences.slice(name.length).trim() : sentences;
  return code >= minCode && span.end <= text.length && isUsableQuery(query) ? query : undefined;
}

function targetOf(path: string, { span }: Declaration, { lineOf }: StrippedFile): Target {
  return { path, startLine: lineOf(span.startLine), endLine: lineOf(span.endLine), grade: 1 };
}

/** Files with a grammar, sorted; links are not followed. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  const known = paths.filter((path) => SyntaxParsers.grammarOf(path) !== undefined && !path.startsWith('.git/'));
  const files = await Promise.all(known.map(async (path) => (await lstat(join(folder, path))).isFile()));
  return known.filter((_, index) => files[index]).sort();
}
