import type { FineTuningCheckpoint, FineTuningEvent } from 'devmgr/plugin-api/contracts/finetuning-job';
import { lossText } from './loss-text.js';
import { timeOfDay } from '../../time-of-day.js';

/** `12:04:31 ! step 40: the learning rate was halved`. */
export function eventText({ at, level, message, step }: FineTuningEvent): string {
  const sign = level === 'error' ? '✗ ' : level === 'warn' ? '! ' : '';
  const where = step === undefined || message.includes(String(step)) ? '' : `step ${step}: `;
  return `${clockText(at)} ${sign}${where}${message}`;
}

/** `step 100  ft:…:ckpt-step-100  full_valid_loss 0.42`. */
export function checkpointText({ id, step, model, metrics }: FineTuningCheckpoint): string {
  const measured = Object.entries(metrics).map(([name, value]) => `${name} ${lossText(value)}`);
  return [...(step === undefined ? [] : [`step ${step}`]), model ?? id, ...measured].join('  ');
}

/** The time of day where devmgr runs: `12:04:31`; dashes for 0, which is no time. */
export function clockText(at: number): string {
  return at === 0 ? '--:--:--' : timeOfDay(at);
}
