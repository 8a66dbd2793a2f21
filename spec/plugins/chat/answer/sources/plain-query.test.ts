import { expect, it } from 'vitest';
import { plainQuery } from '../../../../../plugins/chat/answer/sources/plain-query.js';

it.each([
  ['what does -v do', 'what does v do'],
  ['which type: is it', 'which type is it'],
  ['why is mode:fast slow', 'why is mode fast slow'],
  ['order:OrderIn in create_order', 'order OrderIn in create_order'],
  ['coupons path:app/ lang:py kind:class', 'coupons path:app/ lang:py kind:class'],
  ['see http://localhost:8000/health', 'see http://localhost:8000/health'],
  ['std::vector and app/main.py:41', 'std::vector and app/main.py:41'],
])('%s is asked as %s', (sentence, query) => {
  expect(plainQuery(sentence)).toBe(query);
});
