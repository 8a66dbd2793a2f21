import { expect, it } from 'vitest';
import { needsHistory } from '../../../../../plugins/chat/answer/history/needs-history.js';

it.each([
  'and the tests?',
  'why?',
  'What about refunds?',
  'Where is it called?',
  'who else uses that',
  'und wo wird das aufgerufen?',
])('%s hangs on what was said', (question) => {
  expect(needsHistory(question)).toBe(true);
});

it.each([
  'Where is create_order?',
  'How are orders validated before they are stored?',
  'What does `OrderIn` check, and what of it is optional?',
  'OrderRepository.find',
])('%s stands alone', (question) => {
  expect(needsHistory(question)).toBe(false);
});
