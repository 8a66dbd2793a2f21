import { SECRET_SHAPES } from './secret-shapes.js';
import { secretValues, writtenForms } from './secret-values.js';
import { visibleText, type VisibleText } from './visible-text.js';

const MASK = '***';
/** Code that looks like a secret is short; and what is short is soon judged. */
const LONGEST_SPARED = 200;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The one test that most lines pass: no shape can be in them. */
const HINT = new RegExp(SECRET_SHAPES.map((shape) => shape.hint).join('|'));
/** The same for each shape by itself, compiled once. */
const SHAPES = SECRET_SHAPES.map((shape) => ({
  ...shape,
  hint: new RegExp(shape.hint),
  pattern: new RegExp(shape.pattern),
}));

export interface Redactor {
  /** Text without secrets is returned unchanged, as the same string. */
  redact(text: string): string;
  /** `before`, redacted already, with `after` behind it on a new line: also what stood partly in each is masked. */
  redactJoined(before: string, after: string): string;
  /** From now on also masks the values of the secret variables among these. Nothing is ever taken back. */
  add(variables: Readonly<Record<string, string>>): void;
  /** From now on also masks this value, if it has at least 8 characters. */
  addValue(secret: string): void;
}

/**
 * Masks secrets: the values of secret variables in `env` and of those added wherever they stand, also when escape sequences, invisible
 * characters or line breaks cut them apart, and everything that has the form of a key. Linear in the length of the text.
 */
export function createRedactor(env: Readonly<Record<string, string>>): Redactor {
  const values = new Set<string>();
  // What a secret may take up at the end of a text when it is wrapped and indented, and no less than a token's head.
  let reach = 512;
  const learn = (secrets: readonly string[]) => {
    for (const value of secrets) {
      values.add(value);
      reach = Math.max(reach, 4 * value.length);
    }
  };
  learn(secretValues(env));
  const redact = (text: string) => {
    const ranges: Range[] = [];
    if (values.size > 0) findValues(visibleText(text, true), values, ranges);
    const line = visibleText(text, false);
    if (HINT.test(line.text)) findShapes(line, ranges);
    return ranges.length === 0 ? text : mask(text, ranges);
  };
  return {
    redact,
    redactJoined(before, after) {
      const from = Math.max(0, before.length - reach);
      return before.slice(0, from) + redact(`${before.slice(from)}\n${after}`);
    },
    add: (variables) => learn(secretValues(variables)),
    addValue: (secret) => learn(writtenForms(secret)),
  };
}

function findValues(visible: VisibleText, values: ReadonlySet<string>, ranges: Range[]): void {
  for (const value of values) {
    let at = visible.text.indexOf(value);
    while (at !== -1) {
      ranges.push(originRange(visible, at, at + value.length));
      // By one, not by the length: overlapping occurrences are masked as a whole.
      at = visible.text.indexOf(value, at + 1);
    }
  }
}

function findShapes(visible: VisibleText, ranges: Range[]): void {
  for (const { pattern, hint, ...shape } of SHAPES) {
    if (!hint.test(visible.text)) continue;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(visible.text); found; found = pattern.exec(visible.text)) {
      const { text } = visible;
      const [before, to] = [found[1] ?? '', found.index + found[0].length];
      const from = found.index + before.length;
      const isSpared =
        to - from <= LONGEST_SPARED &&
        shape.spares?.({ before, value: text.slice(from, to), after: text.slice(to, to + 8) });
      if (!isSpared) ranges.push(...lineRanges(visible, from, to));
      // It may be a name itself, with a value behind it.
      else pattern.lastIndex = from;
    }
  }
}

/** One for each line: numbers of lines stay what they are. */
function lineRanges(visible: VisibleText, from: number, to: number): Range[] {
  const lines = [...visible.text.slice(from, to).matchAll(/\S[^\n]*/g)];
  return lines.map((line) => originRange(visible, from + line.index, from + line.index + line[0].trimEnd().length));
}

function originRange(visible: VisibleText, from: number, to: number): Range {
  return { from: visible.origin(from), to: visible.origin(to - 1) + 1 };
}

function mask(text: string, ranges: Range[]): string {
  ranges.sort((a, b) => a.from - b.from);
  let masked = '';
  let done = 0;
  for (const { from, to } of ranges) {
    // What touches is one secret in pieces, or two: one mask for it.
    if (from > done || masked === '') masked += text.slice(done, from) + MASK;
    done = Math.max(done, to);
  }
  return masked + text.slice(done);
}
