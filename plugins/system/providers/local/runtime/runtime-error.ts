import { AiError, type AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import type { PulledModel } from '../models/pulled-model.js';
import type { HostEnded } from './host-ended.js';
import type { HostFailureKind } from './host-protocol.js';
import type { TransformersPlace } from './find-transformers.js';

interface Meaning {
  readonly kind: AiFailureKind;
  hint(model: PulledModel): string;
}

const smaller = 'Close other programs, or take smaller weights or a smaller model: devmgr models list';

const meanings: Readonly<Record<HostFailureKind, Meaning>> = {
  library: {
    kind: 'needs-setup',
    hint: () => 'Install @huggingface/transformers again: its native part must fit this system.',
  },
  model: {
    kind: 'needs-setup',
    hint: ({ id }) => `Fetch what is missing: devmgr models pull ${id}; or remove it: devmgr models remove ${id}`,
  },
  memory: { kind: 'server-error', hint: () => smaller },
  'too-long': { kind: 'context-too-long', hint: () => 'Ask with less code, or take a model with a larger window.' },
  request: { kind: 'refused-request', hint: () => 'Take another model: devmgr models list' },
  other: { kind: 'server-error', hint: () => 'Look at the log of local-model: devmgr logs' },
};

/** The process of the model answered with a failure. */
export function hostFailureError(model: PulledModel, kind: HostFailureKind, reason: string): AiError {
  const { kind: failure, hint } = meanings[kind];
  return error(model, failure, `local/${model.id}: ${reason}`, hint(model));
}

/** The process of the model is gone. `hasBegun`: a part of the answer was there already. */
export function hostEndedError(model: PulledModel, ended: HostEnded, hasBegun: boolean): AiError {
  const { exit } = ended;
  const isKilled = exit.kind === 'signalled' && exit.signal === 'SIGKILL';
  const reason = isKilled ? `${ended.message}, as the system does when memory runs out` : ended.message;
  const hint = isKilled ? smaller : meanings.other.hint(model);
  return error(model, hasBegun ? 'broken-stream' : 'server-error', `local/${model.id}: ${reason}`, hint, ended);
}

/** transformers.js is not there. */
export function noLibraryError(model: PulledModel, place: TransformersPlace & { readonly kind: 'missing' }): AiError {
  return error(model, 'needs-setup', `local/${model.id} cannot run: ${place.reason}`, `Install it: ${place.hint}`);
}

function error(model: PulledModel, kind: AiFailureKind, message: string, hint: string, cause?: unknown): AiError {
  return new AiError({ message, hint, cause, failure: { kind, providerId: 'local', modelId: model.id } });
}
