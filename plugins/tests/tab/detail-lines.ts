import { isAbsolute } from 'node:path';
import type { StyledText } from 'devmgr/plugin-api';
import type { TestCase, TestFrame, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { EndDescription } from '../results/describe-end.js';
import { formatDuration } from '../results/format-duration.js';
import { lookOf } from '../results/outcome-look.js';

/** Everything that is known of a test, a line each: where, why, frames, pytest's traceback, captured output. `isOver`: its run has ended. */
export function detailLines(test: TestCase, isOver: boolean): readonly StyledText[] {
  const { style, word } = lookOf(test.outcome, isOver);
  const place = test.line === undefined ? test.file : `${test.file}:${test.line}`;
  const facts = [test.durationMs === undefined ? '' : formatDuration(test.durationMs), test.worker ?? ''];
  const lines: StyledText[] = [
    [{ text: `${place}  ` }, { text: word, style }, { text: `  ${facts.filter(Boolean).join('  ')}` }],
  ];
  if (test.markers.length > 0) lines.push([{ text: `markers ${test.markers.join(', ')}`, style: 'muted' }]);
  if (test.message) lines.push('', [{ text: test.message, style }]);
  if (test.frames.length > 0) lines.push('', ...frameLines(test.frames));
  if (test.traceback) lines.push('', ...test.traceback.split('\n').map(tracebackLine));
  for (const section of test.sections) {
    lines.push('', [{ text: section.title, style: 'strong' }], ...section.text.trimEnd().split('\n'));
  }
  return lines;
}

/** What there is to say while no test is selected: how the run ended, and pytest's last words when it did not end well. */
export function endLines(state: TestRunState, end: EndDescription): readonly StyledText[] {
  const lines: StyledText[] = [[{ text: end.message, style: end.severity }]];
  if (end.hint) lines.push(end.hint);
  const said = state.end && 'lastLines' in state.end ? (state.end.lastLines ?? []) : [];
  return said.length > 0 ? [...lines, '', [{ text: 'pytest said last', style: 'strong' }], ...said] : lines;
}

/** Frames of the project first; those of libraries and of Python itself follow, muted. */
function frameLines(frames: readonly TestFrame[]): readonly StyledText[] {
  const own = frames.filter(isOwn);
  const others = frames.filter((frame) => !isOwn(frame));
  return [
    [{ text: 'frames', style: 'strong' }],
    ...own.map((frame): StyledText => [
      { text: `${frame.path}:${frame.line}`, style: 'accent' },
      { text: ` ${frame.function}` },
    ]),
    ...others.map((frame): StyledText => [
      { text: `${libraryPath(frame.path)}:${frame.line} ${frame.function}`, style: 'muted' },
    ]),
  ];
}

/** As it is imported: where libraries are installed is long, the same for all, and in the traceback. */
function libraryPath(path: string): string {
  return /.*[/\\](?:site-packages|dist-packages|python3(?:\.\d+)?)[/\\](.+)$/.exec(path)?.[1] ?? path;
}

function isOwn({ path }: TestFrame): boolean {
  return !isAbsolute(path) && !/(^|\/)(site-packages|\.?venv|\.tox|\.nox)\//.test(path);
}

/** pytest marks the line that raised with `>` and what it says about it with `E`. */
function tracebackLine(line: string): StyledText {
  if (line.startsWith('>')) return [{ text: line, style: 'strong' }];
  if (/^E(\s|$)/.test(line)) return [{ text: line, style: 'error' }];
  return [{ text: line, style: 'code' }];
}
