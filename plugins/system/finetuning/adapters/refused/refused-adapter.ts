import { DevmgrError } from 'devmgr/plugin-api';
import type {
  FineTuningAdapter,
  FineTuningAvailability,
  FineTuningCapabilities,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';

export const NOTHING: FineTuningCapabilities = {
  cancel: false,
  pause: false,
  resume: false,
  validationFile: false,
  suffix: false,
  seed: false,
};

export interface Refused {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly hint: string;
}

/** An adapter of somebody who trains nothing: it says why, and what to do instead. */
export function refusedAdapter({ id, title, reason, hint }: Refused): FineTuningAdapter {
  const availability: FineTuningAvailability = { kind: 'not-offered', reason, hint };
  const refuse = () => Promise.reject(new DevmgrError({ code: 'DEVMGR_USAGE', message: reason, hint }));
  return {
    id,
    title,
    capabilities: NOTHING,
    availability: () => availability,
    baseModels: refuse,
    methods: () => [],
    create: refuse,
    list: () => Promise.resolve([]),
    get: refuse,
    detail: refuse,
    cancel: refuse,
  };
}
