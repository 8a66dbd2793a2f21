import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { expect, it } from 'vitest';
import { clean } from '../../../../core/screen/text/clean.js';
import { codePointWidth } from '../../../../core/screen/text/code-point-width.js';

const rows = 2000;

/** Cells that the emulator gives characters: each is written after an `x` at the start of a row of its own. */
async function emulatedWidths(characters: readonly string[]): Promise<number[]> {
  const term = new headless.Terminal({ cols: 8, rows, allowProposedApi: true, scrollback: 0 });
  term.loadAddon(new unicode11.Unicode11Addon());
  term.unicode.activeVersion = '11';
  const widths: number[] = [];
  for (let first = 0; first < characters.length; first += rows) {
    const page = characters.slice(first, first + rows);
    const text = page.map((character, y) => `\x1b[${y + 1}H\x1b[2Kx${character}`).join('');
    await new Promise<void>((resolve) => term.write(text, resolve));
    page.forEach((_, y) => {
      const line = term.buffer.active.getLine(y);
      const joined = (line?.getCell(0)?.getChars().length ?? 0) > 1;
      widths.push(joined ? 0 : (line?.getCell(1)?.getWidth() ?? -1));
    });
  }
  term.dispose();
  return widths;
}

it('agrees with the terminal emulator about everything that the sanitiser lets through', async () => {
  const characters: string[] = [];
  for (let codePoint = 0x20; codePoint < 0x20100; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    if (clean(character) === character) characters.push(character);
  }
  const emulated = await emulatedWidths(characters);
  const different = characters.filter(
    (character, at) => codePointWidth(character.codePointAt(0) ?? 0) !== emulated[at],
  );
  expect(different.map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16)}`)).toEqual([]);
});
