import type { SourceLines } from '../windows/source-lines.js';

/** What is told by one line of YAML about the structure: a key, an element of a list, or the beginning of a document. */
export interface YamlLine {
  /** From zero. */
  readonly line: number;
  /** In characters; elements of a list stand half a character deeper, since they may stand below their key. */
  readonly indent: number;
  readonly what: 'key' | 'element' | 'document';
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** Keys are looked for in so much of a line. */
const longestKey = 200;
const keyExpression = /^(?:"([^"\\]*)"|'([^']*)'|([^\s#"'[\]{},&*!|>%@`-][^#:]*|-[^\s#:][^#:]*))\s*:(?:\s+(.*))?$/;
const blockScalar = /(?:^|\s)[|>][-+0-9]*\s*(?:#.*)?$/;

/**
 * Reads the structure off the lines, by indentation as YAML has it: a line that is not deeper than a key always ends its value.
 * Texts after `|` and `>` are passed over; values in braces are not looked into. Linear.
 */
export function* yamlLines(lines: SourceLines): Generator<YamlLine> {
  let textIndent: number | undefined;
  for (let at = 0; at < lines.count; at += 1) {
    const indent = lines.indent(at);
    if (indent === undefined || (textIndent !== undefined && indent > textIndent)) continue;
    textIndent = undefined;
    const text = lines
      .slice(at, at + 1)
      .slice(indent, indent + longestKey)
      .trimEnd();
    if (text.startsWith('#') || text.startsWith('%')) continue;
    for (const found of readLine(at, indent, text)) {
      yield found;
      if (blockScalar.test(found.value ?? '')) textIndent = found.indent;
    }
  }
}

function* readLine(line: number, start: number, text: string): Generator<YamlLine> {
  if (start === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(text)) {
    yield { line, indent: -1, what: 'document', value: text.slice(3).trim() };
    return;
  }
  let [indent, rest] = [start, text];
  for (let dash = /^-(?:\s+|$)/.exec(rest); dash !== null; dash = /^-(?:\s+|$)/.exec(rest)) {
    rest = rest.slice(dash[0].length);
    yield { line, indent: indent + 0.5, what: 'element', value: rest };
    indent += dash[0].length;
  }
  const key = keyExpression.exec(rest);
  if (key === null) return;
  yield { line, indent, what: 'key', key: (key[1] ?? key[2] ?? key[3] ?? '').trim(), value: scalarOf(key[4] ?? '') };
}

function scalarOf(text: string): string {
  const plain = text.replace(/\s+#.*$/, '').trim();
  return /^(["']).*\1$/.test(plain) ? plain.slice(1, -1) : plain;
}
