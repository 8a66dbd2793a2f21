import type { FineTuningEstimate } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { estimateText } from './estimate-text.js';

/** Where prices of training stand. */
const PRICES: Readonly<Record<string, string>> = {
  openai: 'openai.com/api/pricing',
  together: 'together.ai/pricing',
};

/** What a job that is paid for costs, before anything is sent: `about 2k tokens to train on (3 epochs), about $0.05`, or where its price stands. */
export function paidText(
  { id, title }: Pick<FineTuningAdapter, 'id' | 'title'>,
  estimate: FineTuningEstimate | undefined,
): string {
  const where = Object.hasOwn(PRICES, id) ? PRICES[id] : `the prices of ${title}`;
  const unknown = `price unknown: see ${where}`;
  if (!estimate || estimate.trainedTokens <= 0) return unknown;
  return estimate.costUsd === undefined ? `${estimateText(estimate)}, ${unknown}` : estimateText(estimate);
}
