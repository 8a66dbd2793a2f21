import type { SourceLines } from '../windows/source-lines.js';

/** An element or a template block that begins a line. */
export interface HtmlBlock {
  /** From zero. */
  readonly line: number;
  /** Its id, the text of a heading, the name of a block. */
  readonly name: string | undefined;
}

/** So much of a line is looked at. */
const longestTag = 500;
const longestName = 80;

const blockTag =
  /^<(h[1-6]|section|article|header|footer|nav|main|aside|form|table|dialog|template|script|style|body|head|fieldset|details)(?=[\s>/])/i;
const anyTag = /^<[a-z][\w-]*(?=\s)/i;
const identifier = /\s(?:id|data-testid)\s*=\s*(?:"([^"{}]+)"|'([^'{}]+)'|([^\s"'>{}]+))/i;
/** Of Jinja, Django, Twig, Nunjucks: `{% block content %}`, `{% macro field(x) %}`. */
const templateBlock = /^\{%[-+]?\s*(?:block|macro)\s+(\w+)/;

/**
 * Where blocks of an HTML file, a template or a single-file component begin: sections and their like, headings, elements
 * with an id. Nothing in scripts, styles and comments. Linear.
 */
export function htmlBlocks(lines: SourceLines): readonly HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  let passedUntil: string | undefined;
  for (let at = 0; at < lines.count; at += 1) {
    const indent = lines.indent(at);
    if (indent === undefined) continue;
    const text = lines.line(at);
    if (passedUntil !== undefined) {
      if (text.toLowerCase().includes(passedUntil)) passedUntil = undefined;
      continue;
    }
    const start = text.slice(indent, indent + longestTag);
    const block = readBlock(start, at);
    if (block !== undefined) blocks.push(block);
    passedUntil = openUntil(start, text);
  }
  return blocks;
}

function readBlock(start: string, line: number): HtmlBlock | undefined {
  const template = templateBlock.exec(start)?.[1];
  if (template !== undefined) return { line, name: template };
  const id = identifier.exec(start.split('>', 1)[0] ?? '');
  const name = (id?.[1] ?? id?.[2] ?? id?.[3])?.slice(0, longestName);
  const tag = blockTag.exec(start)?.[1]?.toLowerCase();
  if (tag === undefined) return name !== undefined && anyTag.test(start) ? { line, name } : undefined;
  return { line, name: name ?? (/^h\d$/.test(tag) ? textOf(start) : undefined) };
}

/** What ends the lines that are no markup, when they begin here and do not end here. */
function openUntil(start: string, line: string): string | undefined {
  const opened = /^<(script|style|!--)/i.exec(start)?.[1]?.toLowerCase();
  if (opened === undefined) return undefined;
  const end = opened === '!--' ? '-->' : `</${opened}`;
  return line.toLowerCase().includes(end) ? undefined : end;
}

function textOf(markup: string): string | undefined {
  const text = markup
    .replace(/<[^<>]*>?|\{[{%][^{}]*[%}]\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? undefined : text.slice(0, longestName);
}
