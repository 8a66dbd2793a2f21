import { expect, it } from 'vitest';
import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import { unreadyReason } from '../../../../../plugins/system/commands/providers/unready-reason.js';

function reasonOf(status: AiProviderStatus): string | undefined {
  const state = {
    status,
    latencyMs: undefined,
    checkedAt: undefined,
    models: [],
    defaultModel: undefined,
    baseUrl: undefined,
    warnings: [],
  };
  return unreadyReason({
    id: 'corp',
    title: 'Corp',
    kind: 'cloud',
    state,
    isDefault: false,
    isOptional: false,
    keyVariable: undefined,
  });
}

it.each([
  [{ kind: 'ready' }, undefined],
  [{ kind: 'unknown' }, 'corp has not been looked at yet'],
  [{ kind: 'needs-key', hint: 'Set CORP_KEY' }, 'corp: Set CORP_KEY'],
  [{ kind: 'needs-setup', hint: 'Set base-url' }, 'corp: Set base-url'],
  [
    { kind: 'unreachable', reason: 'connection refused', hint: 'Start it' },
    'corp is not reached: connection refused. Start it',
  ],
  [{ kind: 'unreachable', reason: 'no answer.', hint: '' }, 'corp is not reached: no answer'],
  [
    { kind: 'limited', reason: 'too many requests', until: undefined, hint: 'Wait.' },
    'corp refuses requests for now: too many requests. Wait',
  ],
] as const)('%j: %s', (status, expected) => expect(reasonOf(status)).toBe(expected));
