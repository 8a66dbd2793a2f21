import { describe, expect, it } from 'vitest';
import type { AiProviderStatus } from 'devmgr/plugin-api/contracts/ai';
import {
  providerNote,
  providerSign,
  providerWord,
} from '../../../../../plugins/system/providers/view/describe-provider.js';
import { defaultText } from '../../../../../plugins/system/providers/view/default-text.js';
import { keyVariable } from '../../../../../plugins/system/providers/view/key-variable.js';
import { costText, priceText, windowText } from '../../../../../plugins/system/providers/view/model-numbers.js';
import { providerDetails } from '../../../../../plugins/system/providers/view/provider-details.js';
import type { ProviderView } from '../../../../../plugins/system/providers/view/provider-view.js';

const hint = 'Do it';
const unreachable: AiProviderStatus = { kind: 'unreachable', reason: 'connection refused', hint };

function view(
  status: AiProviderStatus,
  more: Partial<ProviderView> = {},
  warnings: readonly string[] = [],
): ProviderView {
  const state = {
    status,
    latencyMs: undefined,
    checkedAt: undefined,
    models: [],
    defaultModel: undefined,
    baseUrl: undefined,
    warnings,
  };
  return {
    id: status.kind,
    title: 'T',
    kind: 'cloud',
    state,
    isDefault: false,
    isOptional: false,
    keyVariable: undefined,
    ...more,
  };
}

describe('a provider in signs and words', () => {
  it.each([
    [view({ kind: 'ready' }), '●', 'success', 'ready', ''],
    [view({ kind: 'unknown' }), '◐', 'info', 'looking…', ''],
    [view({ kind: 'needs-key', hint }), '!', 'warning', 'needs key', hint],
    [view({ kind: 'needs-key', reason: 'Wrong key', hint }), '!', 'warning', 'key refused', 'Wrong key'],
    [view({ kind: 'needs-setup', hint }), '!', 'warning', 'needs setup', hint],
    [view({ kind: 'limited', reason: 'r', until: 241_000, hint }), '!', 'warning', 'limited 4m', `r. ${hint}`],
    [view({ kind: 'limited', reason: 'r', until: undefined, hint }), '!', 'warning', 'limited', `r. ${hint}`],
    [
      view({ kind: 'limited', reason: 'the quota is used up (Pay.)', until: undefined, hint }),
      '!',
      'warning',
      'out of quota',
      `the quota is used up (Pay.). ${hint}`,
    ],
    [view(unreachable), '✗', 'error', 'unreachable', 'connection refused'],
    [view(unreachable, { isOptional: true }), '○', 'muted', 'not running', hint],
  ] as const)('%#', (each, sign, style, word, note) => {
    expect(providerSign(each)).toEqual({ text: sign, style });
    expect(providerWord(each, 1000)).toBe(word);
    expect(providerNote(each).text).toBe(note);
  });

  it('notes warnings of what works', () =>
    expect(providerNote(view({ kind: 'ready' }, {}, ['a', 'b']))).toEqual({ text: 'a · b', style: 'warning' }));

  it.each([
    [{}, undefined],
    [{ isDefault: true }, 'asked by default'],
    [{ isDefault: true, standsInFor: 'down' }, 'asked now, down comes first'],
    [{ standIn: 'corp' }, 'comes first, corp is asked now'],
  ])('%j is %s', (more, expected) => expect(defaultText(view({ kind: 'ready' }, more))).toBe(expected));

  it('is told in full', () => {
    const models = [{ id: 'm', kind: 'language' as const, contextWindow: 8192, price: { input: 2, output: 8 } }];
    const one = view(unreachable, { title: 'Acme', isDefault: true }, ['plain http']);
    const full = { ...one, state: { ...one.state, models, defaultModel: 'm', baseUrl: 'http://h/v1', latencyMs: 3.4 } };
    const lines = providerDetails(full, 0).map((line) =>
      typeof line === 'string' ? line : line.map(({ text }) => text).join(''),
    );
    expect(lines).toEqual([
      'Acme  cloud · asked by default',
      'http://h/v1',
      '✗ unreachable · 3ms',
      'connection refused',
      hint,
      'default m',
      'window 8k · $2.00/8.00 per M in/out',
      '! plain http',
    ]);
  });

  it.each([
    [{ kind: 'needs-key', hint }, false, true],
    [{ kind: 'needs-setup', hint }, false, true],
    // Where requests are made without a key, or could be, there is nothing to set.
    [{ kind: 'ready' }, false, false],
    [{ kind: 'unknown' }, false, false],
    [unreachable, false, false],
    [{ kind: 'ready' }, true, true],
  ] as const)('names the variable of the key where it is set or missing: %#', (status, isSet, isNamed) => {
    const lines = providerDetails(view(status, { keyVariable: { name: 'ACME_KEY', isSet } }), 0);
    const expected = `ACME_KEY ${isSet ? 'set' : 'not set'}`;
    const texts = lines.map((line) => (typeof line === 'string' ? line : line.map(({ text }) => text).join('')));
    expect(texts.includes(expected)).toBe(isNamed);
  });
});

it.each([
  [['A', 'B'], { B: 'x' }, {}, { name: 'B', isSet: true }],
  [['A', 'B'], {}, { A: 'x' }, { name: 'A', isSet: true }],
  [['A', 'B'], { A: ' ' }, {}, { name: 'A', isSet: false }],
  [[], {}, {}, undefined],
])('the variable of the key: %#', (names, env, dotenv, expected) =>
  expect(keyVariable(names, env, dotenv)).toEqual(expected),
);

describe('numbers of models', () => {
  it.each([
    [undefined, ''],
    [512, '512'],
    [8192, '8k'],
    [131_072, '131k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [1_050_000, '1.05M'],
    [10_000_000, '10M'],
  ])('a window of %s', (tokens, text) => expect(windowText(tokens)).toBe(text));

  it.each([
    [undefined, ''],
    [{ input: 0.1, output: 0.5 }, '0.10/0.50'],
    [{ input: 10, output: 50 }, '10/50'],
    [{ input: 0.045, output: 12.5 }, '0.045/12.5'],
    [{ input: 0, output: 0 }, 'free'],
    [{ input: 0, output: 1 }, '0.00/1.00'],
  ])('a price of %j', (price, text) => expect(priceText(price)).toBe(text));

  it.each([
    [0, '$0'],
    [0.000_000_1, 'under $0.000001'],
    [0.000_042, '$0.000042'],
    [0.0123, '$0.012'],
    [0.5, '$0.50'],
    [12.345, '$12.35'],
  ])('a cost of %d', (usd, text) => expect(costText(usd)).toBe(text));
});
