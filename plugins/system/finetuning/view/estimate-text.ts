import type { FineTuningEstimate } from 'devmgr/plugin-api/contracts/finetuning';
import { costText, windowText } from '../../providers/view/model-numbers.js';

/** `about 340k tokens to train on (3 epochs), about $1.20`; the price only where it is known. */
export function estimateText({ trainedTokens, costUsd, epochs }: FineTuningEstimate): string {
  const times = epochs === undefined ? '' : ` (${epochsText(epochs)})`;
  const tokens = `about ${windowText(trainedTokens)} tokens to train on${times}`;
  if (costUsd === undefined) return tokens;
  return costUsd === 0 ? `${tokens}, free` : `${tokens}, about ${costText(costUsd)}`;
}

function epochsText({ count, isAssumed }: NonNullable<FineTuningEstimate['epochs']>): string {
  const text = `${Number(count.toFixed(2))} epoch${count === 1 ? '' : 's'}`;
  return isAssumed ? `if the provider takes ${text}` : text;
}
