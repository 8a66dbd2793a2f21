import { expect, it } from 'vitest';
import { clean } from '../../../../core/screen/text/clean.js';

it('takes no shortcut for emoji that changes the result', () => {
  const changed: string[] = [];
  for (let codePoint = 0x1f000; codePoint < 0x1fb00; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    // A private character is never plain, so that it forces the long way.
    if (clean(character) !== clean(`\ue000${character}`).slice(1)) changed.push(codePoint.toString(16));
  }
  expect(changed).toEqual([]);
});
