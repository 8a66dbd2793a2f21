/** What is wrong with a line that is no JSON, without a word of it: it may hold secrets. */
export function jsonProblem(text: string, error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(said)?.[1];
  const where = position === undefined ? '' : ` at column ${Number(position) + 1}`;
  const start = text.trimStart();
  if (/^\{\s*'/.test(start)) return "not JSON: it has Python's quotes (write lines with json.dumps)";
  if (/[:[,]\s*(NaN|-?Infinity)\b/.test(text.slice(0, 100_000)))
    return `not JSON${where}: NaN and Infinity are no JSON`;
  if (/,\s*[}\]]\s*$/.test(text.slice(-20))) return `not JSON${where}: a comma before the end`;
  if (start.startsWith('{') && !/[}\]]\s*$/.test(text.slice(-20))) return `not JSON${where}: the line is cut off`;
  if (/\}\s*\{/.test(text.slice(0, 100_000)) && /non-whitespace|after JSON/i.test(said))
    return `not JSON${where}: more than one object on the line`;
  return `not JSON${where}`;
}
