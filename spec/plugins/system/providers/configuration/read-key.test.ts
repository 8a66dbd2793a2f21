import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readKey } from '../../../../../plugins/system/providers/configuration/read-key.js';

it.each([
  'changeme',
  'CHANGE_ME',
  'replace-me',
  'your-api-key',
  'your_api_key_here',
  'YOUR_OPENAI_API_KEY',
  'your key here',
  'sk-...',
  'sk-…',
  'sk-xxx',
  'sk-ant-xxxx',
  'sk-proj-****',
  'sk-your-key',
  'sk-ant-api03-...',
  'xxx',
  'xxxxxxxx',
  '...',
  '***',
  '<your key>',
  '[key]',
  '${OPENAI_API_KEY}',
  '$OPENAI_API_KEY',
  '{{ key }}',
  'TODO',
  'none',
  'insert-key-here',
])('%s is a placeholder', (text) => expect(readKey(text)).toEqual({ problem: 'is a placeholder' }));

// What people give to servers that want some key, and keys that such servers are started with.
it.each(['EMPTY', 'ollama', 'lm-studio', 'not-needed', 'sk-1234', 'secret', 'test-key', 'sk-test', 'my-key'])(
  '%s is a key',
  (text) => expect(readKey(text)).toEqual({ key: text }),
);

it.each(['sk-a b', 'sk-a\nsk-b', 'sk-é', 'sk-\u{200b}a', 'Bearer sk-a', 'sk-\u{1b}[0m'])('%j is no key', (text) => {
  expect(readKey(text)).toEqual({ problem: expect.stringContaining('more than a key') as string });
});

it('takes every key as vendors make them', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwABCDEFGHIJ0123456789_-'),
    minLength: 24,
  });
  const prefix = fc.constantFrom('sk-', 'sk-proj-', 'sk-ant-api03-', 'esecret_', 'tgp_v1_', '');
  fc.assert(
    fc.property(prefix, letters, (start, rest) => {
      fc.pre(/[a-w0-9].*[a-w0-9]/i.test(rest) && !/^(your|put|enter|insert|paste|change|replace)/i.test(rest));
      expect(readKey(start + rest)).toEqual({ key: start + rest });
    }),
  );
});
