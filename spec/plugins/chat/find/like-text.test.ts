import { expect, it } from 'vitest';
import { likeText, readLike } from '../../../../plugins/chat/find/like-text.js';

it.each([
  { path: 'app/main.py', startLine: 41, endLine: 63 },
  { path: 'app/main.py', startLine: 41, endLine: 41 },
  { path: 'a file:1.py', startLine: 1, endLine: 2 },
])('reads what it writes: $path', (place) => {
  expect(readLike(likeText(place))).toEqual(place);
});

it('takes words for words', () => {
  expect(['like this', 'like', 'unlike a.py:1', 'like a.py', 'like :4'].map(readLike)).toEqual(
    Array(5).fill(undefined),
  );
});
