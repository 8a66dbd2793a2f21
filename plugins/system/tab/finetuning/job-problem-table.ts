import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import type { TrainingFileProblem } from 'devmgr/plugin-api/contracts/finetuning';
import type { JobForm } from '../../finetuning/draft/job-form.js';
import type { JobFormState } from '../../finetuning/draft/job-form-state.js';
import { problemCountText } from '../../finetuning/view/check-lines.js';
import type { JobsParts } from '../../jobs-parts.js';

/** What is wrong in the files of a job; a line of them opens in the editor. */
export interface JobProblemTable {
  readonly handle: TableHandle<ProblemRow>;
  refresh(state: JobFormState): void;
  /** How many there are. */
  count(): number;
}

/** A problem with the file that it is in. */
interface ProblemRow {
  readonly id: string;
  readonly path: string;
  readonly problem: TrainingFileProblem;
}

export function createJobProblemTable(
  form: JobForm,
  { context }: Pick<JobsParts, 'context'>,
  tab: Tab,
): JobProblemTable {
  const handle = tab.grid.set(1, 1, 1, 1, widgets.table<ProblemRow>(), {
    title: 'Problems',
    focusId: `${context.manifest.id}.job-problems`,
    columns: columns(),
    id: ({ id }) => id,
  });
  let rows: readonly ProblemRow[] = [];
  const open = async ({ path, problem }: ProblemRow) => {
    await context.screen.edit({ path, line: problem.line });
    form.recheck();
  };
  tab.own(handle.onDidActivate((row) => void open(row)));
  return {
    handle,
    refresh(state) {
      rows = problemRows(state);
      handle.setTitle(state.check.kind === 'done' ? `Problems: ${problemCountText(state.check.check)}` : 'Problems');
      handle.setRows(rows);
    },
    count: () => rows.length,
  };
}

function columns(): TableColumn<ProblemRow>[] {
  return [
    { id: 'sign', title: '', width: 1, cell: signCell },
    {
      id: 'line',
      title: 'LINE',
      width: 7,
      align: 'right',
      cell: ({ problem: { line } }) => (line === undefined ? '' : String(line)),
      compare: (a, b) => (a.problem.line ?? 0) - (b.problem.line ?? 0),
    },
    { id: 'message', title: 'PROBLEM · Enter opens the line', width: 'fill', cell: ({ problem }) => problem.message },
  ];
}

function signCell({ problem: { severity } }: ProblemRow): StyledText {
  return severity === 'error' ? [{ text: '✗', style: 'error' }] : [{ text: '!', style: 'warning' }];
}

function problemRows({ check }: JobFormState): readonly ProblemRow[] {
  if (check.kind !== 'done') return [];
  const { training, validation } = check.check;
  return [training, ...(validation ? [validation] : [])].flatMap(({ path, problems }) =>
    problems.map((problem, at) => ({ id: `${path}:${at}`, path, problem })),
  );
}
