import { expect, it } from 'vitest';
import { createRedactor } from '../../../../../core/log/redact.js';
import { maskedValue } from '../../../../../plugins/system/tab/server/masked-value.js';

const { redact } = createRedactor({ HIDDEN: '', SESSION_SECRET: 'told-to-the-core' });

it.each([
  ['LOG_LEVEL', 'debug'],
  ['PORT', '8000'],
  ['PYTHONPATH', '/srv/shop/releases/2026-11-23/lib'],
  ['MONKEY', 'banana'],
  ['API_KEY', ''],
])('shows %s=%s', (name, value) => expect(maskedValue(name, value, redact)).toBe(value));

it.each([
  ['SHOP_TOKEN', 'x'],
  ['DB_PASSWORD', 'changeme'],
  ['STRIPE_KEY', 'live'],
  ['PASS', 'word'],
  ['HASH', 'q8Zr2LkP0vWs7TtYb4Nn1Mx9'],
])('masks %s=%s', (name, value) => expect(maskedValue(name, value, redact)).toBe('***'));

it('masks the secret that stands in a value', () => {
  expect(maskedValue('DATABASE_URL', 'postgres://u:hunter2hunter2@localhost/x', redact)).toBe(
    'postgres://u:***@localhost/x',
  );
  expect(maskedValue('ARGS', '--with told-to-the-core', redact)).toBe('--with ***');
});
