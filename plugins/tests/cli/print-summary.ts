import type { TextSink, TextTools } from 'devmgr/plugin-api';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';
import { formatDuration } from '../results/format-duration.js';
import { counted, countLook, outcomeLook } from '../results/outcome-look.js';

/** Prints what did not pass, with its traceback and what it wrote, and the counts. */
export function printSummary(state: TestRunState, out: TextSink, text: TextTools): void {
  const { paint } = out;
  const clean = (words: string) => text.clean(words);
  for (const error of state.collectionErrors) {
    out.write(`${paint('error', `! ${clean(error.path)}  could not be collected`)}\n`);
    out.write(`${indent(clean(error.traceback))}\n\n`);
  }
  for (const test of [...state.cases.values()].filter(
    (each) => each.outcome === 'failed' || each.outcome === 'error',
  )) {
    out.write(`${paint(outcomeLook[test.outcome].style, heading(test, clean))}\n`);
    out.write(`${indent(clean(test.traceback ?? test.message ?? ''))}\n`);
    for (const section of test.sections) {
      out.write(`  ${paint('muted', clean(section.title))}\n${indent(clean(section.text.trimEnd()))}\n`);
    }
    out.write('\n');
  }
  const end = describeEnd(state);
  const isPlain = state.end?.kind === 'finished' && state.end.exitCode <= 1;
  if (end && !isPlain) {
    out.write(`${paint(end.severity, clean(end.message))}\n`);
    if (end.hint) out.write(`  ${clean(end.hint)}\n`);
  }
  out.write(`${countsLine(state, paint)}\n`);
}

function heading(test: TestCase, clean: (words: string) => string): string {
  const { sign, word } = outcomeLook[test.outcome];
  return `${sign} ${clean(test.id)}  ${word}  ${formatDuration(test.durationMs ?? 0)}`;
}

function countsLine(state: TestRunState, paint: TextSink['paint']): string {
  const present = countLook.filter(({ key }) => state.counts[key] > 0);
  const parts = present.map(({ key, noun, like }) => paint(outcomeLook[like].style, counted(state.counts[key], noun)));
  return `${parts.join(', ') || 'no tests'} in ${formatDuration(state.durationMs ?? 0)}`;
}

function indent(words: string): string {
  return words.replace(/^(?=.)/gm, '    ');
}
