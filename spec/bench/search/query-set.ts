import { readFile, writeFile } from 'node:fs/promises';

/** Something that answers a query. Lines count from one, both inclusive; without them the whole file is meant. */
export interface Target {
  /** From the root of the indexed tree, with `/`. */
  readonly path: string;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
  /** How well it answers: 1 or more. */
  readonly grade: number;
}

export interface BenchQuery {
  readonly query: string;
  /** `docstring`, `commit`; of labelled sets `symbol`, `question`, `architecture`, `trace`, `path`. */
  readonly kind: string;
  readonly targets: readonly Target[];
}

/** Queries over one tree of files. */
export interface QuerySet {
  readonly name: string;
  /** Folder that is indexed. */
  readonly tree: string;
  /** What is not indexed, as in `.gitignore`. */
  readonly exclude: readonly string[];
  /** `file`: an answer is a file, only its first place counts. `place`: an answer is lines that touch the target's. */
  readonly answers: 'file' | 'place';
  readonly queries: readonly BenchQuery[];
}

/** Writes the queries of a set, one JSON document a line. */
export async function writeQueries(path: string, queries: readonly BenchQuery[]): Promise<void> {
  await writeFile(path, queries.map((query) => `${JSON.stringify(query)}\n`).join(''));
}

/** Reads what `writeQueries` wrote. */
export async function readQueries(path: string): Promise<readonly BenchQuery[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as BenchQuery);
}
