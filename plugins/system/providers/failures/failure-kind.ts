import type { AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import type { AiQuirks } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { WireError } from '../wire/wire-format.js';

/** Codes and types of OpenAI, Anthropic, llama.cpp, Ollama and vLLM that say more than the status. */
const words: readonly (readonly [pattern: RegExp, kind: AiFailureKind])[] = [
  [/quota|billing|credit|spend|payment/i, 'quota-exhausted'],
  [/context_length|context_size|context_window/i, 'context-too-long'],
  [/model_not_found|not_?found_?error/i, 'not-found'],
  [/authentication|invalid_api_key/i, 'unauthorised'],
  [/permission/i, 'forbidden'],
  [/rate_limit|too_many_requests/i, 'rate-limited'],
  [/overloaded|unavailable/i, 'overloaded'],
  [/timeout/i, 'timeout'],
];

/** What is only said in words: Anthropic tells an empty account and a long prompt with a plain `invalid_request_error`. */
const phrases: readonly (readonly [pattern: RegExp, kind: AiFailureKind])[] = [
  [
    /credit balance is too low|exceeded your current quota|reached your specified .{0,40}usage limits/i,
    'quota-exhausted',
  ],
  [/insufficient (credit|balance|fund)|spend(ing)? limit/i, 'quota-exhausted'],
  [
    /prompt is too long|maximum context length|exceeds? (the )?(available |maximum |model'?s? )*context/i,
    'context-too-long',
  ],
  [/context (length|window|limit|size) (is |was )?exceeded|exceed(s|ed)? (the )?context/i, 'context-too-long'],
  [/max_(new_)?tokens\W* (must be|should be) <=|input (is )?too long|too many (input )?tokens/i, 'context-too-long'],
];

const statuses: Readonly<Record<number, AiFailureKind>> = {
  401: 'unauthorised',
  402: 'quota-exhausted',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  429: 'rate-limited',
  503: 'overloaded',
  504: 'timeout',
  529: 'overloaded',
};

/**
 * What a response that is not 2xx means: what its error says of quota and context first (no status tells them), then what
 * the provider is known to mean by the status, then what the status usually means.
 */
export function failureKind(status: number, wire: WireError, quirks: AiQuirks | undefined): AiFailureKind {
  const told = toldKind(wire);
  if (told === 'quota-exhausted' || told === 'context-too-long') return told;
  // A model that is not there for this key: 400, 403 or 404.
  if (told === 'not-found' && wire.code === 'model_not_found') return told;
  return quirks?.statusMeanings?.[String(status)] ?? statuses[status] ?? rangeKind(status, told);
}

/** The same of an error inside a stream, which has no status but, at times, one as its code. */
export function streamFailureKind(wire: WireError, quirks: AiQuirks | undefined): AiFailureKind {
  const code = /^[45]\d\d$/.exec(wire.code ?? '')?.[0];
  return code === undefined ? (toldKind(wire) ?? requestKind(wire)) : failureKind(Number(code), wire, quirks);
}

function toldKind({ message, type, code }: WireError): AiFailureKind | undefined {
  const said = words.find(([pattern]) => pattern.test(code ?? '') || pattern.test(type ?? ''));
  const meant = phrases.find(([pattern]) => pattern.test((message ?? '').slice(0, 2000)));
  // `insufficient_quota` and the like are sure; a phrase is surer than a type as wide as `invalid_request_error`.
  return said?.[1] === 'quota-exhausted' ? 'quota-exhausted' : (meant?.[1] ?? said?.[1]);
}

function requestKind({ type }: WireError): AiFailureKind {
  return /invalid_request|bad_?request/i.test(type ?? '') ? 'refused-request' : 'server-error';
}

function rangeKind(status: number, told: AiFailureKind | undefined): AiFailureKind {
  if (status >= 500) return told === 'overloaded' ? 'overloaded' : 'server-error';
  return status >= 300 && status < 400 ? 'needs-setup' : 'refused-request';
}
