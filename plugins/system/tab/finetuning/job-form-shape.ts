import type { PaneStack } from '../stacked-tracks.js';

export type JobFormPaneId =
  'job-fields' | 'job-note' | 'job-files' | 'job-problems' | 'job-progress' | 'job-form-buttons';

/** What decides where the panes of the form for a new job are. */
export interface JobFormShape {
  readonly fields: number;
  /** A file is being picked. */
  readonly isPicking: boolean;
  /** Something is under way whose end can be told. */
  readonly hasProgress: boolean;
  readonly hasProblems: boolean;
}

type Stacks = readonly PaneStack<JobFormPaneId>[];

const FRAME = 3;
const NOTE_ROWS = 7;
const LEAST_FIELDS = 5 + FRAME;
const LEAST_PROBLEMS = 4 + FRAME;

/** The form in a stack, or in two beside each other where there is room. Heights in cells. */
export function jobFormStacks(shape: JobFormShape, height: number, isSplit: boolean): Stacks {
  const buttons = { id: 'job-form-buttons', rows: 1 } as const;
  const progress = { id: 'job-progress', rows: shape.hasProgress ? 1 : 0 } as const;
  const left = height - buttons.rows - progress.rows;
  if (isSplit) {
    const needed = Math.max(LEAST_FIELDS, Math.min(shape.fields + FRAME, left - LEAST_PROBLEMS));
    const above = shape.hasProblems ? needed : left;
    return [
      {
        column: 0,
        panes: [{ id: 'job-fields', rows: above }, { id: 'job-problems', rows: left - above }, progress, buttons],
      },
      { column: 1, panes: [{ id: shape.isPicking ? 'job-files' : 'job-note', rows: height }] },
    ];
  }
  if (shape.isPicking) return [{ column: 0, panes: [{ id: 'job-files', rows: left }, progress, buttons] }];
  const problems = shape.hasProblems ? Math.max(FRAME + 1, Math.floor(left / 3)) : 0;
  const fields = Math.max(LEAST_FIELDS, Math.min(shape.fields + FRAME, left - NOTE_ROWS - problems));
  const note = Math.max(0, left - fields - problems);
  return [
    {
      column: 0,
      panes: [
        { id: 'job-fields', rows: fields },
        { id: 'job-note', rows: note },
        { id: 'job-problems', rows: left - fields - note },
        progress,
        buttons,
      ],
    },
  ];
}
