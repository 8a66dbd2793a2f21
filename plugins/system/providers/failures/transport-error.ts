import type { AiError, AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import type { HttpFailure, HttpFailureKind } from '../transport/http-failure.js';
import { absenceHint, startHint } from './absence-hint.js';
import { absenceOf } from './absence-of.js';
import { aiError } from './ai-error.js';
import { baseUrlSetting } from './base-url-setting.js';
import type { FailureContext } from './failure-context.js';

interface Case {
  readonly kind: AiFailureKind;
  readonly event: (url: string) => string;
  readonly hint: (context: FailureContext, failure: HttpFailure) => string;
}

/** Nobody took the connection in time: it may be the wrong address, so it is no mere delay. */
const unreachable: Case = {
  kind: 'unreachable',
  event: (url) => `is not reachable at ${url}`,
  hint: (context, failure) => {
    const hint = absenceHint(context, absenceOf(failure));
    return hint === startHint(context) ? `${hint} (or, if it is elsewhere, set ${baseUrlSetting(context)})` : hint;
  },
};

const cases: Readonly<Record<HttpFailureKind, Case>> = {
  unreachable,
  'connect-timeout': unreachable,
  'first-byte-timeout': {
    kind: 'timeout',
    event: (url) => `did not begin to answer in time at ${url}`,
    hint: ({ places }) => `Ask again, or give it more time: ai-first-token-timeout in [system] of ${places.configFile}`,
  },
  'idle-timeout': {
    kind: 'timeout',
    event: () => 'fell silent in the middle of the answer',
    hint: ({ places }) => `Ask again, or give it more time: ai-idle-timeout in [system] of ${places.configFile}`,
  },
  torn: {
    kind: 'broken-stream',
    event: () => 'broke the connection off before the answer was complete',
    hint: () => 'Ask again',
  },
  'too-large': {
    kind: 'server-error',
    event: () => 'sent more than an answer can be',
    hint: () => 'Ask again; if it stays so, check what is at the base URL',
  },
};

/** The error of a request that got no answer, or not the whole of one. */
export function transportError(context: FailureContext, failure: HttpFailure): AiError {
  const { kind, event, hint } = cases[failure.kind];
  const url = context.endpoint?.baseUrl ?? 'its address';
  const words = { event: event(url), told: failure.message, hint: hint(context, failure) };
  return aiError(context, words, { kind, cause: failure });
}
