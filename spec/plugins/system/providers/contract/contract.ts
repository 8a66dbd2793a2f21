import type { AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import type { AiDouble } from '../../../../support/ai-doubles/ai-double.js';
import type { StreamCut } from '../../../../support/ai-doubles/event-gate.js';
import type { Answer, Vendor } from '../../../../support/ai-doubles/vendor.js';
import type { AiBench } from './ai-bench.js';
import type { ProviderCase } from './provider-case.js';
import type { Outcome, Stage } from './stage.js';

/** What the parts of the contract's suite are about. */
export interface Contract {
  readonly provider: ProviderCase;
  readonly vendor: Vendor;
  /** `provider/model`, the first one of the vendor's list. */
  readonly model: string;
  /** Of the test that runs. */
  stage(): Stage;
  /** The service with this provider at a double, with a key where it needs one. */
  setUp(settings?: Readonly<Record<string, unknown>>): Promise<[AiBench, AiDouble]>;
  /** Asks `model` for what aimock knows, and reads to the end. */
  ask(bench: AiBench, text: string, options?: AskedFor): Promise<Outcome>;
}

export interface AskedFor {
  /** Default: `model`. */
  readonly model?: string | readonly string[];
  readonly signal?: AbortSignal;
  readonly onPart?: (part: AiStreamPart) => unknown;
}

/** Enough of the story for a screen: with both wire formats some words have passed, and most have not. */
export const SOME_EVENTS = 6;
export const HELD: StreamCut = { afterEvents: SOME_EVENTS, then: 'hold' };

/** Asked again at once: the schedule for servers that say nothing is looked at elsewhere. */
export function hurried(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'retry-after-ms': '1' } };
}

/** Not asked again: what OpenAI and Anthropic say so with; it is obeyed from everybody. */
export function final(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'x-should-retry': 'false' } };
}
