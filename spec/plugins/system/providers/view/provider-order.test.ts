import { describe, expect, it } from 'vitest';
import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import {
  providerSign,
  providerWord,
  statusSign,
} from '../../../../../plugins/system/providers/view/describe-provider.js';
import { ProviderOrder } from '../../../../../plugins/system/providers/view/provider-order.js';
import type { ProviderView } from '../../../../../plugins/system/providers/view/provider-view.js';

const unreachable: AiProviderStatus = { kind: 'unreachable', reason: 'connection refused', hint: 'Start it' };
const ready: AiProviderStatus = { kind: 'ready' };

function view(id: string, status: AiProviderStatus, more: Partial<ProviderView> = {}): ProviderView {
  const unknown = { latencyMs: undefined, checkedAt: undefined, defaultModel: undefined, baseUrl: undefined };
  const state = { status, models: [], warnings: [], ...unknown };
  const known = { isDefault: false, isOptional: false, keyVariable: undefined };
  return { id, title: id, kind: 'cloud', state, ...known, ...more };
}

const given = [
  view('off', unreachable, { isOptional: true }),
  view('key', { kind: 'needs-key', hint: 'Set KEY' }),
  view('gone', unreachable),
  view('b', ready),
  view('a', ready),
];
const ids = (views: readonly ProviderView[]) => views.map(({ id }) => id);

describe('providers in a list', () => {
  it('come first when they can be asked and last when they do not run, otherwise as they are', () =>
    expect(ids(new ProviderOrder().of(given, []))).toEqual(['b', 'a', 'key', 'gone', 'off']));

  it('stay where they are while their statuses change, until the order is settled', () => {
    const order = new ProviderOrder();
    const unknown = given.map(({ id }) => view(id, { kind: 'unknown' }));
    expect(ids(order.of(unknown, []))).toEqual(['off', 'key', 'gone', 'b', 'a']);
    expect(ids(order.of(given, []))).toEqual(['off', 'key', 'gone', 'b', 'a']);
    order.settle(given);
    expect(ids(order.of(given, []))).toEqual(['b', 'a', 'key', 'gone', 'off']);
    expect(ids(order.of(unknown, []))).toEqual(['b', 'a', 'key', 'gone', 'off']);
  });

  it('begin with those that the person has put in an order, whatever their statuses are', () =>
    expect(ids(new ProviderOrder().of(given, ['gone', 'nobody', 'a']))).toEqual(['gone', 'a', 'b', 'key', 'off']));

  it('have the sign of a look while it lasts, and the word of their status', () => {
    const looked = view('a', ready, { isLooking: true });
    expect([providerSign(looked).text, statusSign(looked).text, providerWord(looked, 0)]).toEqual(['◐', '●', 'ready']);
  });
});
