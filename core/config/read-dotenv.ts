import { readFile, stat } from 'node:fs/promises';
import { leadsOutside } from './leads-outside.js';

const MOST_BYTES = 256 * 1024;
/** dotenv looks from each of a row of blank lines to the end of the row: many would take minutes. */
const MOST_BLANK_LINES = 16;

/**
 * The variables of a `.env` file in the dialect of the package dotenv: no expansion, the last of equal names counts. Empty
 * values are left out. No file, or a folder (a virtual environment may be called so), gives none. The parser is loaded only
 * when there is a file. Throws an `Error` that says why the file cannot be read.
 */
export async function readDotenv(file: string): Promise<Readonly<Record<string, string>>> {
  const found = await stat(file).catch(undefinedIfMissing);
  if (!found || found.isDirectory()) return {};
  // To read a pipe would wait for who writes it.
  if (!found.isFile()) throw new Error(`${file} is not a regular file`);
  const outside = await leadsOutside(file);
  if (outside !== undefined) throw new Error(`it is a link that leads out of the project, to ${outside}`);
  if (found.size > MOST_BYTES) throw new Error(`${file} is larger than 256 KB`);
  const text = await readFile(file, 'utf8');
  const { parse } = await import('dotenv');
  const variables = parse(withoutBlankRows(text.replace(/^\uFEFF/, '')));
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}

function withoutBlankRows(text: string): string {
  let blank = 0;
  const isKept = (line: string) => {
    blank = line.trim() === '' ? blank + 1 : 0;
    return blank <= MOST_BLANK_LINES;
  };
  // Everything that ends a line for an expression.
  return text
    .split(/\r\n?|[\n\u2028\u2029]/)
    .filter(isKept)
    .join('\n');
}
