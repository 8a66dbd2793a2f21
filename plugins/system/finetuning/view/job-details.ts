import type { StyledText, TextSpan } from 'devmgr/plugin-api';
import type { FineTuningJob, FineTuningMetric } from 'devmgr/plugin-api/contracts/finetuning-job';
import { costText, windowText } from '../../providers/view/model-numbers.js';
import { jobSign, jobWord } from './describe-job.js';
import { jobFraction, stepText } from './job-progress.js';
import { timesText } from './job-times.js';
import { lossText } from './loss-text.js';
import { metricsText } from './metrics-text.js';

/** What is to be said of a job, one line each. `adapterTitle`: of its provider; `metrics`: as far as they are known, by step. Texts of providers are not cleaned. */
export function jobDetails(
  job: FineTuningJob,
  adapterTitle: string,
  now: number,
  metrics: readonly FineTuningMetric[] = [],
): StyledText[] {
  const { style, text } = jobSign(job);
  return [
    [
      { text: job.id, style: 'strong' },
      { text: `  ${adapterTitle}`, style: 'muted' },
    ],
    [{ text: `${text} ${jobWord(job)}`, style }, ...muted(progressLine(job))],
    timesText(job, now),
    ...(job.error ? [errorLine(job.error)] : []),
    ...resultLines(job),
    fact('base model', job.baseModel),
    ...optional('method', job.method),
    ...(numbersLine(job) === '' ? [] : [numbersLine(job)]),
    ...optional('measured', metricsText(metrics)),
    ...settingsLines(job),
    ...optional('training', job.trainingFile),
    ...optional('validation', job.validationFile),
    ...optional('suffix', job.suffix),
  ];
}

function progressLine(job: FineTuningJob): string {
  const fraction = job.status === 'succeeded' ? undefined : jobFraction(job);
  const percent = fraction === undefined ? [] : [`${Math.floor(fraction * 100)}%`];
  return [...percent, ...[stepText(job)].filter((text) => text !== '')].map((text) => ` · ${text}`).join('');
}

function muted(text: string): TextSpan[] {
  return text === '' ? [] : [{ text, style: 'muted' }];
}

function errorLine({ message, code }: NonNullable<FineTuningJob['error']>): StyledText {
  return [{ text: `${code === undefined ? '' : `${code}: `}${message}`, style: 'error' }];
}

/** The result, by which name devmgr's providers answer with it, and what to do where none does. */
function resultLines({ resultModel, resultSelection }: FineTuningJob): StyledText[] {
  if (resultModel === undefined && resultSelection === undefined) return [];
  const result: StyledText = [
    { text: 'result ', style: 'muted' },
    { text: resultModel ?? resultSelection ?? '', style: 'success' },
  ];
  if (resultSelection === undefined) {
    const hint =
      'No provider of devmgr answers with it yet: serve it first. What has done so tells its name as "selection"';
    return [result, [{ text: hint, style: 'muted' }]];
  }
  const isOneName = resultModel === undefined || resultSelection.endsWith(`/${resultModel}`);
  return isOneName ? [result] : [result, fact('answers as', resultSelection)];
}

function numbersLine({ loss, trainedTokens, costUsd }: FineTuningJob): string {
  return [
    ...(loss === undefined ? [] : [`loss ${lossText(loss)}`]),
    ...(trainedTokens === undefined ? [] : [`${windowText(trainedTokens)} tokens`]),
    ...(costUsd === undefined ? [] : [costText(costUsd)]),
  ].join(' · ');
}

function settingsLines({ hyperparameters }: FineTuningJob): StyledText[] {
  const settings = Object.entries(hyperparameters).map(([name, value]) => `${name} ${String(value)}`);
  return settings.length === 0 ? [] : [fact('parameters', settings.join(' · '))];
}

function optional(name: string, value: string | undefined): StyledText[] {
  return value === undefined || value === '' ? [] : [fact(name, value)];
}

function fact(name: string, value: string): StyledText {
  return [{ text: `${name} `, style: 'muted' }, { text: value }];
}
