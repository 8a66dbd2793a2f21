import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ImportedRun } from './imported-run.js';
import type { NodeIds } from './node-ids.js';
import { textOfFile } from './text-of-file.js';

/** What a report may be long. */
const mostBytes = 200_000_000;

/** A report and what tells it from others. */
export interface ReadReport {
  readonly run: ImportedRun;
  /** Of the bytes of the file. */
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/**
 * Reads JUnit XML or a document of pytest-json-report, whichever the file is. Rejects with `PLUGIN_TESTS_REPORT`, which says what is wrong with
 * it: missing, too long, neither of both, or broken, with the line. XML is read in pieces, JSON as a whole.
 */
export async function readReport(file: string, cwd: string, ids: NodeIds, signal: AbortSignal): Promise<ReadReport> {
  const path = resolve(cwd, file);
  const found = await stat(path).catch((cause: unknown) => {
    throw refused(file, 'cannot be read', 'Look at its name.', cause);
  });
  if (!found.isFile()) throw refused(file, 'is no file', 'Give the name of a report.');
  if (found.size > mostBytes) throw refused(file, 'is longer than 200 MB', 'Give the reports of single runs.');
  const hash = createHash('sha256');
  const text = textOfFile(path, (bytes) => hash.update(bytes));
  try {
    const run = await readText(text, ids, signal);
    if (!run) throw new Error('it is neither JUnit XML nor a document of pytest-json-report');
    return { run, hash: hash.digest('hex'), modifiedAt: found.mtimeMs };
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(
      file,
      `could not be read: ${reason}`,
      'Write it again: pytest --junitxml FILE, or --json-report.',
      error,
    );
  }
}

async function readText(
  text: AsyncGenerator<string>,
  ids: NodeIds,
  signal: AbortSignal,
): Promise<ImportedRun | undefined> {
  let first = '';
  // Not by a loop, which would end the rest as well.
  for (let next = await text.next(); !next.done; next = await text.next()) {
    first += next.value;
    if (first.trimStart() !== '') break;
  }
  return first.trimStart().startsWith('<') ? readXml(first, text, ids, signal) : readJson(first, text);
}

async function readXml(first: string, rest: AsyncGenerator<string>, ids: NodeIds, signal: AbortSignal) {
  const [{ xmlParser }, { JunitReader }] = await Promise.all([
    import('./junit/xml-parser.js'),
    import('./junit/junit-reader.js'),
  ]);
  const reader = new JunitReader(ids);
  const parser = xmlParser(reader);
  parser.write(first.trimStart());
  for await (const piece of rest) {
    signal.throwIfAborted();
    parser.write(piece);
    await nextTurn();
  }
  parser.end();
  return reader.finish();
}

async function readJson(first: string, rest: AsyncGenerator<string>): Promise<ImportedRun | undefined> {
  const { readJsonReport } = await import('./json/read-json-report.js');
  const pieces = [first];
  for await (const piece of rest) pieces.push(piece);
  return readJsonReport(JSON.parse(pieces.join('')));
}

function refused(file: string, what: string, hint: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_TESTS_REPORT',
    message: `The report ${file} ${what}.`,
    hint,
    exitCode: ExitCode.unavailable,
    cause,
  });
}
