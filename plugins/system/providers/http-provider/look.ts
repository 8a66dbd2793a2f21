import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import type { Endpoint } from '../configuration/endpoint.js';
import type { HttpProviderOptions } from './http-provider-options.js';
import type { Absent } from './absent.js';
import { isOwnAddress } from './is-own-address.js';
import { limitAfter } from './limit-after.js';
import { ownServerHint } from './own-server-error.js';
import { probeAddress, type AddressFinding } from './probe-address.js';
import type { LookOutcome } from './provider-record.js';
import { statusAfter } from './status-after.js';
import { withTimeLimit } from './time-limit.js';

/** Milliseconds for all of it, and for each address while there are others to look at. */
const WHOLE_LIMIT = 8_000;
const ADDRESS_LIMIT = 2_500;

/** Looks at a provider: its addresses in turn, until one answers as it should. Rejects only when `signal` is aborted. */
export function look(options: HttpProviderOptions, endpoint: Endpoint, signal: AbortSignal): Promise<LookOutcome> {
  return withTimeLimit(options.host, WHOLE_LIMIT, signal, async (limited) => {
    const addresses = [endpoint.baseUrl, ...endpoint.otherBaseUrls];
    const absences: Absent[] = [];
    for (const [index, baseUrl] of addresses.entries()) {
      const isLast = index === addresses.length - 1;
      const finding = await probe(options, { ...endpoint, baseUrl }, limited, isLast ? WHOLE_LIMIT : ADDRESS_LIMIT);
      if (finding.kind !== 'absent') return outcomeOf(options, finding, { ...endpoint, baseUrl });
      absences.push(finding);
      signal.throwIfAborted();
    }
    return { status: unreachable(absences), latencyMs: undefined, models: undefined, baseUrl: undefined };
  });
}

async function probe(
  options: HttpProviderOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
  ms: number,
): Promise<AddressFinding> {
  // Asking would fill the log of the person's own application.
  if (await isOwnAddress(options, endpoint)) {
    const hint = ownServerHint(options);
    return { kind: 'absent', reason: `${endpoint.baseUrl} is a server of this project`, hint };
  }
  return withTimeLimit(options.host, ms, signal, (limited) => probeAddress(options, endpoint, limited));
}

function outcomeOf(
  options: HttpProviderOptions,
  finding: Exclude<AddressFinding, Absent>,
  endpoint: Endpoint,
): LookOutcome {
  const { baseUrl } = endpoint;
  if (finding.kind === 'found') return { ...finding, status: { kind: 'ready' }, baseUrl };
  const status = statusAfter(finding.error, 'look', endpoint) ?? { kind: 'ready' };
  const limit = limitAfter(finding.error, options.host.now());
  return { status, latencyMs: undefined, models: undefined, baseUrl, limit };
}

/** All addresses are told; what to do is said of the last one. */
function unreachable(absences: readonly Absent[]): AiProviderStatus {
  const reason = absences.map((absent) => absent.reason).join('; ');
  return { kind: 'unreachable', reason, hint: absences.at(-1)?.hint ?? '' };
}
