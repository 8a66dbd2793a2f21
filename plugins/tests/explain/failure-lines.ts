import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

/** What Python writes between exceptions of a chain (https://docs.python.org/3/library/traceback.html). */
const LINKS: readonly (readonly [begin: string, told: string])[] = [
  ['The above exception was the direct cause', 'which was the cause of:'],
  ['During handling of the above exception', 'and while that was handled:'],
];

/** What pytest marks with `E`, exceptions of a chain joined by a line; else the message. What pytest says of its own options is left out. */
export function failureLines({ traceback, message }: TestCase): readonly string[] {
  const said: string[] = [];
  for (const line of (traceback ?? '').split('\n')) {
    if (/^E(\s|$)/.test(line)) said.push(line.slice(1));
    const link = LINKS.find(([begin]) => line.startsWith(begin));
    if (link && said.length > 0) said.push(link[1]);
  }
  const lines = said.filter((line) => !/use -vv? to (show|get more diff)|Use -vv? to get more diff/.test(line));
  return lines.length > 0 ? withoutIndent(lines) : (message ?? '').split('\n');
}

/** pytest puts what it says where the statement stood. */
function withoutIndent(lines: readonly string[]): readonly string[] {
  const isLink = (line: string) => LINKS.some(([, told]) => told === line);
  const said = lines.filter((line) => line.trim() !== '' && !isLink(line));
  const least = Math.min(Infinity, ...said.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => (isLink(line) ? line : line.slice(Math.min(least, line.length))));
}
