import type { FineTuningCheck, TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import { windowText } from '../../providers/view/model-numbers.js';
import { byteText } from '../../providers/local/models/byte-text.js';
import { estimateText } from './estimate-text.js';

/** `120 examples · 1.2 MB · about 45k tokens · longest line 17: 2.1k`, one line for each file, and what both take together. */
export function checkLines({ training, validation, shared, estimate }: FineTuningCheck): string[] {
  return [
    `training ${fileText(training)}`,
    ...(validation ? [`validation ${fileText(validation)}`] : []),
    ...(shared > 0 ? [`! ${shared} example${shared === 1 ? ' is' : 's are'} in both files`] : []),
    estimateText(estimate),
  ];
}

/** `2 errors, 1 warning`; `no problems`. */
export function problemCountText({ training, validation }: Pick<FineTuningCheck, 'training' | 'validation'>): string {
  const reports = validation ? [training, validation] : [training];
  const errors = reports.reduce((sum, { problemCount }) => sum + problemCount.errors, 0);
  const warnings = reports.reduce((sum, { problemCount }) => sum + problemCount.warnings, 0);
  const parts = [count(errors, 'error'), count(warnings, 'warning')].filter((text) => text !== '');
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}

function fileText({ bytes, examples, tokens, duplicates, longestExample }: TrainingFileReport): string {
  // Only a file that the provider has already may be empty here.
  if (bytes === 0) return 'file is at the provider, and not checked here';
  return [
    `${examples} example${examples === 1 ? '' : 's'}`,
    byteText(bytes),
    `about ${windowText(tokens)} tokens`,
    ...(longestExample ? [`longest ${windowText(longestExample.tokens)} in line ${longestExample.line}`] : []),
    ...(duplicates > 0 ? [`${duplicates} duplicate${duplicates === 1 ? '' : 's'}`] : []),
  ].join(' · ');
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}
