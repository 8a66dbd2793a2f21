import type { TableColumn } from 'devmgr/plugin-api';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { jobSign } from '../../finetuning/view/describe-job.js';
import { jobFraction, progressText } from '../../finetuning/view/job-progress.js';
import { ageText } from '../../finetuning/view/job-times.js';
import { lossText } from '../../finetuning/view/loss-text.js';
import { sparkText } from '../../finetuning/view/spark-text.js';
import { costText, windowText } from '../../providers/view/model-numbers.js';

const BAR_CELLS = 9;
const CURVE_CELLS = 8;

const SHORT_BAR_CELLS = 4;

/** Wider tables have more columns, before they have more space; where there is little room bars are short, too. */
export function jobColumns(now: () => number, isRoomy: () => boolean): TableColumn<FineTuningJob>[] {
  return [...nameColumns(), ...stateColumns(now, isRoomy), ...numberColumns(), ageColumn(now)];
}

function nameColumns(): TableColumn<FineTuningJob>[] {
  return [
    { id: 'sign', title: '', width: 1, cell: (job) => [jobSign(job)] },
    { id: 'job', title: 'JOB', width: 14, cut: 'middle', cell: ({ id }) => id, compare: by(({ id }) => id) },
    {
      id: 'provider',
      title: 'PROVIDER',
      width: 9,
      minTableWidth: 62,
      cell: ({ adapterId }) => adapterId,
      compare: by(({ adapterId }) => adapterId),
    },
    {
      id: 'model',
      title: 'BASE MODEL',
      width: 'fill',
      cut: 'middle',
      cell: ({ baseModel }) => baseModel,
      compare: by(({ baseModel }) => baseModel),
    },
  ];
}

function stateColumns(now: () => number, isRoomy: () => boolean): TableColumn<FineTuningJob>[] {
  const barCells = () => (isRoomy() ? BAR_CELLS : SHORT_BAR_CELLS);
  return [
    {
      id: 'status',
      title: 'STATUS',
      width: 10,
      cell: (job) => [{ text: job.status, style: jobSign(job).style }],
      compare: by(({ status }) => status),
    },
    {
      id: 'progress',
      title: 'PROGRESS',
      get width() {
        return barCells() + 10;
      },
      minTableWidth: 56,
      cell: (job) => progressText(job, now(), barCells()),
      compare: byNumber((job) => jobFraction(job)),
      greatestFirst: true,
    },
  ];
}

function numberColumns(): TableColumn<FineTuningJob>[] {
  return [
    {
      id: 'loss',
      title: 'LOSS',
      width: 6,
      align: 'right',
      minTableWidth: 70,
      cell: ({ loss }) => lossText(loss),
      compare: byNumber(({ loss }) => loss),
    },
    {
      id: 'curve',
      title: '',
      width: CURVE_CELLS,
      minTableWidth: 96,
      cell: ({ recentLosses = [] }) => [{ text: sparkText(recentLosses, CURVE_CELLS), style: 'info' }],
    },
    {
      id: 'tokens',
      title: 'TOKENS',
      width: 6,
      align: 'right',
      minTableWidth: 88,
      cell: ({ trainedTokens }) => windowText(trainedTokens),
      compare: byNumber(({ trainedTokens }) => trainedTokens),
      greatestFirst: true,
    },
    {
      id: 'cost',
      title: 'COST',
      width: 7,
      align: 'right',
      minTableWidth: 88,
      cell: ({ costUsd }) => (costUsd === undefined ? '' : costText(costUsd)),
      compare: byNumber(({ costUsd }) => costUsd),
      greatestFirst: true,
    },
  ];
}

function ageColumn(now: () => number): TableColumn<FineTuningJob> {
  return {
    id: 'age',
    title: 'AGE',
    width: 4,
    align: 'right',
    minTableWidth: 82,
    cell: (job) => ageText(job, now()),
    compare: (a, b) => b.createdAt - a.createdAt,
  };
}

function by(text: (job: FineTuningJob) => string) {
  return (a: FineTuningJob, b: FineTuningJob) => (text(a) < text(b) ? -1 : Number(text(a) > text(b)));
}

/** What is not known comes last where the smallest is on top. */
function byNumber(number: (job: FineTuningJob) => number | undefined) {
  return (a: FineTuningJob, b: FineTuningJob) => (number(a) ?? Infinity) - (number(b) ?? Infinity) || 0;
}
