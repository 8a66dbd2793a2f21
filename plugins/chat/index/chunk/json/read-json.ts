import type { Entry } from '../entries/entry.js';
import type { SourceLines } from '../windows/source-lines.js';
import { jsonTokens, type JsonToken } from './json-tokens.js';

/** Deeper than this nothing is told apart. */
const deepest = 10;

interface OpenEntry {
  line: number;
  key: string | undefined;
  value?: string | undefined;
  readonly children: OpenEntry[];
}

/** What is being read: an object, a list, or the top of the file. */
interface Container {
  readonly isObject: boolean;
  readonly entries: OpenEntry[];
  /** What a value would belong to. */
  current: OpenEntry | undefined;
  /** Before the colon. */
  isAtKey: boolean;
}

/** The entries of the value at the top of a file; `undefined` when there are several (JSON lines) or none. */
export function readJson(lines: SourceLines): readonly Entry[] | undefined {
  const top = newContainer(false);
  const open = [top];
  const lineAt = lineFinder(lines);
  let tooDeep = 0;
  for (const token of jsonTokens(lines.text)) {
    const container = open.at(-1) ?? top;
    const isOpening = token.what === '{' || token.what === '[';
    const isClosing = token.what === '}' || token.what === ']';
    if (tooDeep > 0 || (isOpening && open.length > deepest)) tooDeep += isOpening ? 1 : isClosing ? -1 : 0;
    else if (isOpening) {
      const entry = begin(container, token, lineAt);
      open.push(newContainer(token.what === '{', entry.children));
    } else if (isClosing) close(open, top);
    else readToken(container, token, lineAt);
  }
  return top.entries.length === 1 ? top.entries[0]?.children : undefined;
}

/** What comes after a value at the top is another one. */
function close(open: Container[], top: Container): void {
  if (open.length > 1) open.pop();
  if (open.length === 1) top.current = undefined;
}

function readToken(container: Container, token: JsonToken, lineAt: (offset: number) => number): void {
  if (token.what === ',') {
    container.current = undefined;
    container.isAtKey = container.isObject;
  } else if (token.what === ':') container.isAtKey = false;
  else if (container.isAtKey) {
    container.current = undefined;
    begin(container, token, lineAt);
  } else begin(container, token, lineAt).value = token.text;
}

/** The entry that a token begins or is the value of. */
function begin(container: Container, token: JsonToken, lineAt: (offset: number) => number): OpenEntry {
  if (container.current !== undefined) return container.current;
  const key = container.isObject ? (token.text ?? '') : undefined;
  const entry: OpenEntry = { line: lineAt(token.at), key, children: [] };
  container.entries.push(entry);
  container.current = entry;
  return entry;
}

function newContainer(isObject: boolean, entries: OpenEntry[] = []): Container {
  return { isObject, entries, current: undefined, isAtKey: isObject };
}

/** For offsets that only grow. */
function lineFinder(lines: SourceLines): (offset: number) => number {
  let line = 0;
  return (offset) => {
    while (lines.start(line + 1) <= offset && line < lines.count) line += 1;
    return line;
  };
}
