import { skipQuoted } from './skip-quoted.js';
import { SqlBlock } from './sql-block.js';

/** Comments, quotes, dollar quotes, words, ends of statements and of lines: what decides where a statement ends. */
const token = /--[^\n]*|\/\*|['"`]|\$(?:[A-Za-z_]\w*)?\$|[A-Za-z_]\w*|;|\n/g;

/** In MySQL a comment may also begin with `#`. */
const mysqlToken = new RegExp(`#[^\\n]*|${token.source}`, 'g');
const mysql = /`|\bENGINE\s?=|\bMySQL\b|\bMariaDB\b/i;

/** What ends a statement as a line of its own (GO of SQL Server, `/` of Oracle), and the mysql client's word. */
const lineCommand = /[ \t]*(?:(go|\/)|delimiter[ \t]+(\S+))[ \t]*\r?(?:\n|$)/iy;

/**
 * Where the statements of a script end: offsets behind `;` or whatever ends them. Knows strings, dollar quotes, comments, bodies
 * of triggers and procedures, `GO`, `DELIMITER`, and the data behind `COPY … FROM stdin`. Something that is not closed reaches to
 * the end. Linear.
 */
export function sqlStatementEnds(text: string): readonly number[] {
  const ends: number[] = [];
  const isMysql = mysql.test(text.slice(0, 100_000));
  // Copies, since they are moved along.
  const next = new RegExp(isMysql ? mysqlToken : token);
  const line = new RegExp(lineCommand);
  let block = new SqlBlock();
  const end = (at: number) => {
    ends.push(at);
    next.lastIndex = at;
    block = new SqlBlock();
  };
  const readLineCommands = (start: number): void => {
    for (let at = start; ; at = next.lastIndex) {
      line.lastIndex = at;
      const command = line.exec(text);
      if (command === null) return;
      const [, , delimiter] = command;
      (delimiter === undefined ? [line.lastIndex] : readDelimited(text, line.lastIndex, delimiter)).forEach(end);
    }
  };
  readLineCommands(0);
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [found] = match;
    if (found === '\n') readLineCommands(next.lastIndex);
    else if (found === ';') {
      if (!block.isOpen) end(block.isCopy ? endOfCopy(text, next.lastIndex) : next.lastIndex);
    } else if (/^['"`$]|^\/\*/.test(found)) next.lastIndex = skipQuoted(text, next.lastIndex, found, isMysql);
    else if (/^\w/.test(found)) next.lastIndex = block.readWord(found, text, next.lastIndex);
  }
  return ends;
}

/** Statements that end with something else than `;`, up to the next DELIMITER; always at least the line itself. */
function readDelimited(text: string, start: number, delimiter: string): readonly number[] {
  if (delimiter === ';') return [start];
  const change = /^[ \t]*delimiter[ \t]/gim;
  change.lastIndex = start;
  const stop = change.exec(text)?.index ?? text.length;
  const part = text.slice(start, stop);
  const ends = [start];
  for (let at = part.indexOf(delimiter); at !== -1; at = part.indexOf(delimiter, at + delimiter.length)) {
    ends.push(start + at + delimiter.length);
  }
  if (ends.at(-1) !== stop) ends.push(stop);
  return ends;
}

/** Behind the line with `\.` that ends the data. */
function endOfCopy(text: string, start: number): number {
  const mark = text.indexOf('\n\\.', start);
  if (mark === -1) return text.length;
  const lineEnd = text.indexOf('\n', mark + 1);
  return lineEnd === -1 ? text.length : lineEnd;
}
