import type { AiModelInfo, AiUsage } from 'devmgr/plugin-api/contracts/ai';
import { costUsd } from '../catalogue/cost-usd.js';
import type { WirePart, WireUsage } from '../wire/wire-format.js';

/** What an answer says of itself beside its text, as far as it has come. */
export class AnswerTally {
  #usage: WireUsage = {};
  reason: Extract<WirePart, { type: 'finish' }>['reason'] = 'stop';

  /** Later reports replace earlier ones, field by field. */
  count(usage: WireUsage): void {
    this.#usage = {
      inputTokens: usage.inputTokens ?? this.#usage.inputTokens,
      outputTokens: usage.outputTokens ?? this.#usage.outputTokens,
    };
  }

  usage(model: AiModelInfo): AiUsage {
    const tokens = { inputTokens: this.#usage.inputTokens, outputTokens: this.#usage.outputTokens };
    return { ...tokens, costUsd: costUsd(model, tokens) };
  }
}
