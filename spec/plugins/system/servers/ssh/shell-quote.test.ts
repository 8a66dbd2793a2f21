import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellQuote } from '../../../../../plugins/system/servers/ssh/shell-quote.js';

it('whatever the text, a shell reads exactly it', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed()),
    fc.string({ unit: fc.constantFrom(...`'"\\$\`!*?~#&;|<>(){}[] \n\t-=a`) }),
  );
  const words = fc.array(word, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, (texts) => {
      const script = `for each in ${texts.map(shellQuote).join(' ')}; do printf '%s\\0' "$each"; done`;
      const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
      expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
    }),
    { numRuns: 20 },
  );
});
