import { readFile, stat } from 'node:fs/promises';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

const MOST_BYTES = 256 * 1024;
/** dotenv looks from each of a row of blank lines to the end of the row: many would take minutes. */
const MOST_BLANK_LINES = 16;
const LINE_END = /\r\n?|[\n\u2028\u2029]/;

/**
 * The variables of a file in the dialect of the package dotenv: no expansion, the last of equal names counts. `path`: absolute; one that ends
 * with `?` need not be there. Rejects with a `DevmgrError` when it cannot be read.
 */
export async function readEnvFile(path: string): Promise<Readonly<Record<string, string>>> {
  const file = path.replace(/\?$/, '');
  let text: string;
  try {
    text = await readSmallFile(file);
  } catch (error) {
    if (file !== path && isMissing(error)) return {};
    throw unreadable(file, error);
  }
  const { parse } = await import('dotenv');
  return parse(withoutBlankRows(text));
}

async function readSmallFile(file: string): Promise<string> {
  const found = await stat(file);
  // To read a pipe would wait for who writes it.
  if (!found.isFile()) throw new Error('it is not a regular file');
  if (found.size > MOST_BYTES) throw new Error('it is larger than 256 KB');
  return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function unreadable(file: string, error: unknown): DevmgrError {
  const missing = isMissing(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_ENV_FILE',
    message: missing ? `The env-file ${file} is not there` : `The env-file ${file} cannot be read: ${reason}`,
    hint: missing ? 'Make it, or write its name with a ? at the end: then it may be missing.' : 'Correct that file.',
    exitCode: ExitCode.config,
    cause: error,
  });
}

function withoutBlankRows(text: string): string {
  const kept: string[] = [];
  let blank = 0;
  for (const line of text.split(LINE_END)) {
    blank = line.trim() === '' ? blank + 1 : 0;
    if (blank <= MOST_BLANK_LINES) kept.push(line);
  }
  return kept.join('\n');
}
