import type { StyledText, TextSink, TextTools } from 'devmgr/plugin-api';
import type { TestCase, TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { ownFrames } from '../explain/own-frames.js';
import { toldOnce } from '../explain/told-once.js';
import { comparisonLines } from '../results/comparison-lines.js';
import { formatDuration } from '../results/format-duration.js';
import { outcomeLook } from '../results/outcome-look.js';

/** Lines of one failure: whoever wants more asks for it. */
const MOST = { traceback: 120, comparison: 60, section: 100, frames: 8 };

/** Prints one test that did not pass: the project's frames, both sides of the comparison, the traceback, and what it wrote. */
export function printFailure(test: TestCase, out: TextSink, text: TextTools): void {
  const clean = (words: string) => text.clean(words);
  const { sign, word, style } = outcomeLook[test.outcome];
  const title = `${sign} ${clean(test.id)}  ${word}  ${formatDuration(test.durationMs ?? 0)}`;
  out.write(`${out.paint(style, title)}\n`);
  for (const frame of frames(test.frames)) out.write(`    ${out.paint('info', clean(frame))}\n`);
  for (const line of comparison(test)) out.write(`    ${painted(line, out, clean)}\n`);
  const said = cut(clean(withoutCutComparison(test)).trimEnd().split('\n'), MOST.traceback);
  out.write(`${indent(said.lines.join('\n'))}\n`);
  for (const section of toldOnce(test.sections)) {
    const { lines } = cut(clean(section.text.trimEnd()).split('\n'), MOST.section);
    out.write(`  ${out.paint('muted', clean(section.title))}\n${indent(lines.join('\n'))}\n`);
  }
  if (said.isCut) out.write(`  ${out.paint('muted', `The whole of it: devmgr explain ${quoted(clean(test.id))}`)}\n`);
  out.write('\n');
}

/** Where both sides are shown pytest's own comparison, which it cuts, says the same worse. */
function withoutCutComparison(test: TestCase): string {
  const said = test.traceback ?? test.message ?? '';
  if (comparison(test).length === 0) return said;
  const lines = said.split('\n');
  const first = lines.findIndex((line) => line.startsWith('E '));
  return lines.filter((line, at) => at <= first || !/^E {3}/.test(line)).join('\n');
}

/** Where it was raised first. A frame alone is where the traceback ends: it would say the same twice. */
function frames(all: readonly TestFrame[]): readonly string[] {
  const own = ownFrames(all).toReversed();
  return own.length < 2
    ? []
    : own.slice(0, MOST.frames).map(({ path, line, function: name }) => `${path}:${line} ${name}`);
}

/** Where both are short, pytest's own line says all. */
function comparison({ comparison: sides }: TestCase): readonly StyledText[] {
  const isLong = sides?.operator === '==' && (sides.left.includes('\n') || sides.right.includes('\n'));
  if (!isLong) return [];
  const lines = comparisonLines(sides);
  return lines.length <= MOST.comparison ? lines : [...lines.slice(0, MOST.comparison), '…'];
}

function painted(line: StyledText, out: TextSink, clean: (words: string) => string): string {
  if (typeof line === 'string') return clean(line);
  return line.map(({ text, style }) => (style ? out.paint(style, clean(text)) : clean(text))).join('');
}

/** The beginning says where, the end what. */
function cut(lines: readonly string[], most: number): { readonly lines: readonly string[]; readonly isCut: boolean } {
  if (lines.length <= most) return { lines, isCut: false };
  const head = Math.floor(most / 4);
  const told = `… ${lines.length - most} lines left out …`;
  return { lines: [...lines.slice(0, head), told, ...lines.slice(lines.length - most + head)], isCut: true };
}

function quoted(id: string): string {
  return /^[\w@%+=:,./-]+$/.test(id) ? id : `'${id.replaceAll("'", `'\\''`)}'`;
}

function indent(words: string): string {
  return words.replace(/^(?=.)/gm, '    ');
}
