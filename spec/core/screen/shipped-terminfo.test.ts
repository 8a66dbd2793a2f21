import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { loadBlessed } from '../../../core/screen/load-blessed.js';

interface Tput {
  readonly error: Error | null;
  readonly info: { readonly file: string };
  readonly numbers: { readonly max_colors: number };
}

it('takes the entry that blessed brings along, whatever the machine has', () => {
  loadBlessed();
  const make = createRequire(import.meta.url)('blessed/lib/tput.js') as (options: { terminal: string }) => Tput;
  const { error, info, numbers } = make({ terminal: 'xterm-256color' });
  expect(error).toBeNull();
  expect(info.file).toMatch(/blessed[\\/]usr[\\/]xterm-256color$/);
  expect(numbers.max_colors).toBe(256);
});
