import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { CodeIndexState, SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import { skipReasonNames } from '../../find/skip-reason-names.js';
import { ageText, byteText, countText } from '../number-text.js';

const signs: Readonly<Record<CodeIndexState['status'], TextSpan>> = {
  off: { text: '○ off', style: 'muted' },
  waiting: { text: '○ not begun', style: 'muted' },
  scanning: { text: '◐ looking for files', style: 'accent' },
  indexing: { text: '◐ reading files', style: 'accent' },
  ready: { text: '● ready', style: 'success' },
  failed: { text: '✗ failed', style: 'error' },
};

/** What is known of the index, for the pane at the side. `width` in cells. */
export function indexLines(state: CodeIndexState, now: number, width: number): readonly StyledText[] {
  return [
    [signs[state.status]],
    ...factLines(state, now),
    `${countText(state.files, 'file')} · ${countText(state.chunks, 'piece')}`,
    ...(state.sizeBytes === undefined ? [] : [muted(`${byteText(state.sizeBytes)} on disk`)]),
    modelLine(state),
    ...problemLines(state),
    ...errorLines(state),
    ...languageLines(state, width),
    ...skippedLines(state, width),
  ];
}

function factLines({ refreshedAt, isWatching }: CodeIndexState, now: number): readonly StyledText[] {
  const facts = [
    ...(refreshedAt === undefined ? [] : [ageText(now - refreshedAt)]),
    ...(isWatching ? ['follows changes'] : []),
  ];
  return facts.length === 0 ? [] : [muted(facts.join(' · '))];
}

function modelLine({ embedder }: CodeIndexState): StyledText {
  return [{ text: 'meaning  ', style: 'muted' }, { text: embedder.id === 'none' ? 'off: keywords only' : embedder.id }];
}

function problemLines({ embedder: { problem } }: CodeIndexState): readonly StyledText[] {
  return problem === undefined ? [] : [[{ text: `! ${problem}`, style: 'warning' }]];
}

function errorLines({ error }: CodeIndexState): readonly StyledText[] {
  if (!error) return [];
  const hint = error.hint === undefined ? [] : [muted(error.hint)];
  return [[{ text: `✗ ${error.message}`, style: 'error' }], ...hint];
}

function languageLines({ languages }: CodeIndexState, width: number): readonly StyledText[] {
  if (languages.length === 0) return [];
  const rows = languages.map(({ language, files, chunks }) => tableLine([language, files, chunks], width));
  return ['', muted(tableLine(['LANGUAGE', 'FILES', 'PIECES'], width)), ...rows];
}

function skippedLines({ skipped }: CodeIndexState, width: number): readonly StyledText[] {
  const rows = Object.entries(skipped).filter(([, count]) => count > 0);
  if (rows.length === 0) return [];
  const lines = rows
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => tableLine([skipReasonNames[reason as SkipReason], count], width));
  return ['', muted(tableLine(['LEFT OUT', 'ENTRIES'], width)), ...lines];
}

/** A name and one or two numbers, right-aligned. */
function tableLine([name, files, chunks]: readonly (string | number)[], width: number): string {
  const numbers = [files, chunks].map((value) => text(value).padStart(8)).join('');
  return (
    text(name)
      .slice(0, Math.max(1, width - numbers.length))
      .padEnd(Math.max(1, width - numbers.length)) + numbers
  );
}

const text = (value: string | number | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '');

function muted(line: string): StyledText {
  return [{ text: line, style: 'muted' }];
}
