import type { StyledText, TableColumn } from 'devmgr/plugin-api';
import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestHistory } from '../history/history-database.js';
import { formatDuration } from '../results/format-duration.js';
import { lookOf, outcomeLook } from '../results/outcome-look.js';

/** What the cells need beside the test itself. */
export interface ColumnSources {
  now(): number;
  /** Whether the run that is shown has ended. */
  isOver(): boolean;
  historyOf(id: string): TestHistory | undefined;
}

const historyShown = 8;

/** The columns of the results; every one can be sorted by. */
export function resultColumns(sources: ColumnSources): readonly TableColumn<TestCase>[] {
  const time = (test: TestCase) => timeMs(test, sources.now());
  const past = (test: TestCase) => sources.historyOf(test.id)?.outcomes ?? [];
  return [
    { id: 'sign', title: '', width: 1, cell: (test) => look(test, 'sign', sources.isOver()) },
    { id: 'test', title: 'TEST', width: 'fill', cut: 'middle', cell: (test) => shortId(test.id), compare: byId },
    {
      id: 'status',
      title: 'STATUS',
      width: 7,
      cell: (test) => look(test, 'word', sources.isOver()),
      compare: byUrgency,
    },
    {
      id: 'time',
      title: 'TIME',
      width: 6,
      align: 'right',
      cell: (test) => timeCell(time(test)),
      compare: (a, b) => (time(a) ?? -1) - (time(b) ?? -1),
    },
    {
      id: 'history',
      title: 'HISTORY',
      width: historyShown,
      minTableWidth: 60,
      cell: (test) => historyCell(past(test)),
      compare: (a, b) => badness(past(a)) - badness(past(b)),
    },
    {
      id: 'message',
      title: 'MESSAGE',
      width: 'fill',
      minTableWidth: 110,
      cell: (test) => test.message ?? '',
      compare: byMessage,
    },
  ];
}

/** Without the folder that nearly every test lies in: the room is better used for what tells tests apart. */
function shortId(id: string): string {
  return id.replace(/^tests?\//, '');
}

function look({ outcome }: TestCase, part: 'sign' | 'word', isOver: boolean): StyledText {
  const shown = lookOf(outcome, isOver);
  return [{ text: shown[part], style: shown.style }];
}

function timeMs(test: TestCase, now: number): number | undefined {
  if (test.outcome === 'running' && test.startedAt !== undefined) return Math.max(0, now - test.startedAt);
  return test.durationMs;
}

function timeCell(ms: number | undefined): StyledText {
  return ms === undefined ? '' : formatDuration(ms);
}

/** Oldest first, so that the newest stands where the eye ends. */
function historyCell(outcomes: readonly string[]): StyledText {
  return outcomes.slice(-historyShown).map((outcome) => {
    const known = Object.hasOwn(outcomeLook, outcome) ? outcomeLook[outcome as keyof typeof outcomeLook] : undefined;
    return { text: known?.sign ?? '·', style: known?.style ?? 'muted' };
  });
}

/** Share of results that were bad, the newer weighing more. */
function badness(outcomes: readonly string[]): number {
  return outcomes.reduce((sum, outcome) => sum / 2 + (outcome === 'failed' || outcome === 'error' ? 1 : 0), 0);
}

function byId(a: TestCase, b: TestCase): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function byUrgency(a: TestCase, b: TestCase): number {
  return outcomeLook[a.outcome].rank - outcomeLook[b.outcome].rank;
}

function byMessage(a: TestCase, b: TestCase): number {
  return (a.message ?? '').localeCompare(b.message ?? '');
}
