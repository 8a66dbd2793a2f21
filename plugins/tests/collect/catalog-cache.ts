import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { CatalogTest, CollectProblem } from '../book/catalog-test.js';
import { inSlices } from '../book/in-slices.js';
import type { CollectedProject, FileVersion } from './collected-project.js';
import { CollectLineParser, readRules } from './parse-collect-line.js';

/** Goes up when a field means something else: older files are then ignored. */
const version = 1;
/** 30,000 tests take 3 MB. What is larger was not written by us, or helps nobody. */
const mostBytes = 128 * 1024 * 1024;
/** Tests in a line: it is read in a millisecond. */
const testsInLine = 500;

let count = 0;

/**
 * Writes what was collected: a line that says what the file is, lines of tests, of files and of problems, and a last one that says that it is complete. Others see
 * the old file or the new one. Rejects when the disk does not let it.
 */
export async function writeCatalog(path: string, project: CollectedProject, signal: AbortSignal): Promise<void> {
  const lines: string[] = [];
  const { rules, settings, sources, collectedAt, tests, problems, files } = project;
  lines.push(JSON.stringify({ version, settings, sources, collectedAt, rules: rules && saidRules(rules) }));
  const parts = Array.from({ length: Math.ceil(tests.length / testsInLine) }, (_, at) => at * testsInLine);
  await inSlices(parts, (first) => lines.push(testsLine(tests.slice(first, first + testsInLine))), signal, 1);
  for (const [file, { stamp, hash }] of files) lines.push(JSON.stringify({ file, stamp, hash }));
  for (const { path: file, traceback } of problems) lines.push(JSON.stringify({ problem: file, traceback }));
  lines.push(JSON.stringify({ end: tests.length }));
  await replaceFile(path, `${lines.join('\n')}\n`);
}

/** What was written last; `undefined`: nothing, or it is damaged, too large, or of another devmgr. Rejects only when `signal` is aborted. */
export async function readCatalog(path: string, signal: AbortSignal): Promise<CollectedProject | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > mostBytes) return undefined;
  const reader = new CatalogReader();
  try {
    const stream = createReadStream(path, { encoding: 'utf8', signal });
    for await (const line of createInterface({ input: stream })) if (!reader.read(line)) return undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
  return reader.project;
}

class CatalogReader {
  readonly #parser = new CollectLineParser();
  readonly #tests: CatalogTest[] = [];
  readonly #problems: CollectProblem[] = [];
  readonly #files = new Map<string, FileVersion>();
  #head: Record<string, unknown> | undefined;
  #isComplete = false;

  /** False: this is no file of ours. */
  read(line: string): boolean {
    const fields = parseObject(line);
    if (!fields) return false;
    if (!this.#head) {
      this.#head = fields;
      return fields['version'] === version;
    }
    if (Array.isArray(fields['tests'])) return fields['tests'].every((entry) => this.#readTest(entry));
    if ('file' in fields) return this.#readFile(fields);
    if ('problem' in fields) return this.#readProblem(fields);
    this.#isComplete = fields['end'] === this.#tests.length;
    return this.#isComplete;
  }

  get project(): CollectedProject | undefined {
    const head = this.#head;
    if (!head || !this.#isComplete) return undefined;
    const { settings, sources, collectedAt, rules } = head;
    if (typeof settings !== 'string' || typeof sources !== 'string' || typeof collectedAt !== 'number')
      return undefined;
    return {
      tests: this.#tests,
      problems: this.#problems,
      files: this.#files,
      rules: typeof rules === 'object' && rules !== null ? readRules(rules as Record<string, unknown>) : undefined,
      settings,
      sources,
      collectedAt,
    };
  }

  #readTest(entry: unknown): boolean {
    const test = this.#parser.readTest(entry);
    if (test) this.#tests.push(test);
    return test !== undefined;
  }

  #readFile({ file, stamp, hash }: Record<string, unknown>): boolean {
    if (typeof file !== 'string' || typeof stamp !== 'string' || typeof hash !== 'string') return false;
    this.#files.set(file, { stamp, hash });
    return true;
  }

  #readProblem({ problem, traceback }: Record<string, unknown>): boolean {
    if (typeof problem !== 'string' || typeof traceback !== 'string') return false;
    this.#problems.push({ path: problem, traceback });
    return true;
  }
}

function saidRules({ rootdir, inifile, pythonFiles, testpaths }: NonNullable<CollectedProject['rules']>) {
  return { rootdir, inifile, python_files: pythonFiles, testpaths };
}

function testsLine(tests: readonly CatalogTest[]): string {
  return JSON.stringify({ tests: tests.map(({ id, file, line, markers }) => [id, file, line ?? null, markers]) });
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Several devmgr may do so at once: each has a file of its own until it is whole. */
async function replaceFile(path: string, text: string): Promise<void> {
  count += 1;
  const unfinished = `${path}.${process.pid}-${count}.new`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
