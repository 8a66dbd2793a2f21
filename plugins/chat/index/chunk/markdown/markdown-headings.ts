import type { SourceLines } from '../windows/source-lines.js';

export interface Heading {
  /** From zero. */
  readonly line: number;
  /** One to six. */
  readonly level: number;
  readonly title: string;
}

/** So much of a line is looked at. */
const longestTitle = 300;

/**
 * The headings of a Markdown file (CommonMark): `#` and underlined ones, not those in fenced code, in front matter or in comments.
 * Linear.
 */
export function markdownHeadings(lines: SourceLines): readonly Heading[] {
  const headings: Heading[] = [];
  let passed: Passed | undefined;
  let paragraph: string | undefined;
  for (let at = 0; at < lines.count; at += 1) {
    const text = lines.line(at).slice(0, longestTitle);
    passed = passed === undefined ? opening(text, at) : passed.isEnd(lines.line(at)) ? closed : passed;
    const heading = passed === undefined ? (hashHeading(text, at) ?? underlined(text, at, paragraph)) : undefined;
    if (heading !== undefined) headings.push(heading);
    paragraph = passed === undefined && heading === undefined && isParagraph(text) ? text : undefined;
    if (passed === closed) passed = undefined;
  }
  return headings;
}

/** Lines in which there are no headings: until one that says so. */
interface Passed {
  isEnd(line: string): boolean;
}

const closed: Passed = { isEnd: () => true };

function opening(text: string, line: number): Passed | undefined {
  if (line === 0 && /^---\s*$/.test(text)) return { isEnd: (end) => /^(?:---|\.\.\.)\s*$/.test(end) };
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1];
  if (fence !== undefined) return { isEnd: (end) => isFenceEnd(end, fence) };
  const isComment = /^ {0,3}<!--/.test(text) && !text.includes('-->');
  return isComment ? { isEnd: (end) => end.includes('-->') } : undefined;
}

function isFenceEnd(line: string, fence: string): boolean {
  const end = line.trim();
  return end.length >= fence.length && end.startsWith(fence) && /^(?:`+|~+)$/.test(end);
}

function hashHeading(text: string, line: number): Heading | undefined {
  const [, hashes, title] = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(text) ?? [];
  if (hashes === undefined) return undefined;
  return { line, level: hashes.length, title: plainTitle((title ?? '').replace(/(?:^|[ \t])#+[ \t]*$/, '')) };
}

/** `===` or `---` below a line of text. */
function underlined(text: string, line: number, paragraph: string | undefined): Heading | undefined {
  if (paragraph === undefined || !/^ {0,3}(?:=+|-+)[ \t]*$/.test(text)) return undefined;
  return { line: line - 1, level: text.trimStart().startsWith('=') ? 1 : 2, title: plainTitle(paragraph) };
}

/** Text that an underline would make a heading: no list, quote, table, code. */
function isParagraph(text: string): boolean {
  return text.trim() !== '' && !/^(?: {4}|\t| {0,3}(?:[-*+>|]|\d+[.)]\s|<))/.test(text);
}

/** Without links, images and marks. */
function plainTitle(title: string): string {
  const plain = title
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/[`*]+|\{#[^}]*\}/g, '');
  return plain.replace(/\s+/g, ' ').trim().slice(0, 120);
}
