import { expect, it } from 'vitest';
import { QuestionHistory } from '../../../../../plugins/chat/tab/talk/question-history.js';

it('goes back to what was asked and forth to what is being written', () => {
  const history = new QuestionHistory();
  history.set(['first', 'second']);
  expect(history.step('up', 'half a')).toBe('second');
  expect(history.step('up', 'second')).toBe('first');
  expect(history.step('up', 'first')).toBeUndefined();
  expect(history.step('down', 'first')).toBe('second');
  expect(history.step('down', 'second')).toBe('half a');
  expect(history.step('down', 'half a')).toBeUndefined();
});

it('begins at the end again when something was sent', () => {
  const history = new QuestionHistory();
  history.set(['first']);
  history.step('up', '');
  history.leave();
  history.set(['first', 'second']);
  expect(history.step('up', '')).toBe('second');
});

it('has nothing where nothing was asked', () => {
  expect(new QuestionHistory().step('up', 'x')).toBeUndefined();
});
