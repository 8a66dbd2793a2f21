import { nextJsonToken } from './json-scan.js';

/** The JSON as indented text, or as much of it as `most` characters allow. */
export interface PrettyJson {
  readonly text: string;
  readonly isCut: boolean;
}

const INDENT = '  ';

/**
 * Indents JSON without reading its values: numbers of any size, repeated keys and their order stay as they were written. It stops at
 * `most`, so that a document of any size costs the same. `undefined`: it is no JSON.
 */
export function prettyJson(json: string, most = 100_000): PrettyJson | undefined {
  const writer = new Writer();
  const stack: string[] = [];
  let at = 0;
  let previous = '';
  while (writer.length < most) {
    const found = nextJsonToken(json, at);
    if (!found) return undefined;
    at = found.end;
    const token = json.slice(found.start, at);
    if (!fits(token, previous, stack)) return undefined;
    if (token === '{' || token === '[') stack.push(token);
    if (token === '}' || token === ']') stack.pop();
    writer.write(token, previous, stack.length);
    previous = token;
    if (stack.length === 0) return isEnd(json, at) ? { text: writer.text(), isCut: false } : undefined;
  }
  return { text: writer.text(), isCut: true };
}

/** Brackets match and values are apart: enough to tell JSON from anything else. */
function fits(token: string, previous: string, stack: readonly string[]): boolean {
  const afterValue = previous !== '' && !'{[,:'.includes(previous);
  if (token === '}') return stack.at(-1) === '{' && previous !== ',' && previous !== ':';
  if (token === ']') return stack.at(-1) === '[' && previous !== ',';
  if (token === ',') return afterValue && stack.length > 0;
  if (token === ':') return stack.at(-1) === '{' && previous.startsWith('"');
  return !afterValue;
}

function isEnd(json: string, at: number): boolean {
  return json.slice(at, at + 1_000).trim() === '' && json.length - at <= 1_000;
}

class Writer {
  readonly #pieces: string[] = [];
  length = 0;

  write(token: string, previous: string, depth: number): void {
    if (token === ',' || token === ':') this.#add(token);
    else if (token === '}' || token === ']')
      this.#add(previous === '{' || previous === '[' ? token : line(depth) + token);
    else this.#value(token, previous, depth);
  }

  text(): string {
    return this.#pieces.join('');
  }

  #value(token: string, previous: string, depth: number): void {
    const isOpening = token === '{' || token === '[';
    if (previous === ':') this.#add(` ${token}`);
    else this.#add(previous === '' ? token : line(isOpening ? depth - 1 : depth) + token);
  }

  #add(piece: string): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }
}

function line(depth: number): string {
  return `\n${INDENT.repeat(Math.min(depth, 40))}`;
}
