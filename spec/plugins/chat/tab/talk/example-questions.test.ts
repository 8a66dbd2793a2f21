import { expect, it } from 'vitest';
import { exampleQuestion } from '../../../../../plugins/chat/tab/talk/example-questions.js';

const file = (path: string, chunks: number) => ({ path, language: 'python', chunks });

it('is about the largest file of code of the project itself', () => {
  const files = [file('tests/test_a.py', 90), file('README.md', 50), file('app/pricing.py', 8), file('app/main.py', 3)];
  expect(exampleQuestion(files)).toBe('what does app/pricing.py do, and who uses it?');
  expect(exampleQuestion([file('README.md', 5)])).toBe('what is this project about?');
});
