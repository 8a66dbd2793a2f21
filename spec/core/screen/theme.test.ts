import { describe, expect, it } from 'vitest';
import { createTheme } from '../../../core/screen/theme.js';
import { dark } from '../../../core/screen/themes/dark.js';
import { light } from '../../../core/screen/themes/light.js';
import { mono } from '../../../core/screen/themes/mono.js';
import { sixteen } from '../../../core/screen/themes/sixteen.js';
import { choosePalette } from '../../../core/screen/themes/choose-palette.js';
import type { Look } from '../../../core/screen/canvas.js';
import type { Palette } from '../../../core/screen/themes/palette.js';
import { paletteRgb } from '../../../core/screen/palette-rgb.js';

const xterm = { TERM: 'xterm-256color' };
const parts = (attr: number) => ({ flags: attr >> 18, fg: (attr >> 9) & 0x1ff, bg: attr & 0x1ff });

describe('choosing a palette', () => {
  it.each([
    ['dark by default', { env: xterm }, dark],
    ['light when asked for', { env: xterm, name: 'light' as const }, light],
    ['light when the terminal says so', { env: { ...xterm, COLORFGBG: '0;15' } }, light],
    ['dark when the terminal says so', { env: { ...xterm, COLORFGBG: '15;default;0' } }, dark],
    ['as asked for, whatever the terminal says', { env: { ...xterm, COLORFGBG: '0;15' }, name: 'dark' as const }, dark],
    ['none with NO_COLOR', { env: { ...xterm, NO_COLOR: '1' }, name: 'light' as const }, mono],
    ['colours when NO_COLOR is empty', { env: { ...xterm, NO_COLOR: '' } }, dark],
    ['16 colours on the Linux console', { env: { TERM: 'linux' } }, sixteen],
    ['none on a VT100', { env: { TERM: 'vt100' } }, mono],
  ])('is %s', (_what, choice, expected) => {
    expect(choosePalette(choice)).toBe(expected);
  });
});

describe('a theme', () => {
  it('lays a look over its base', () => {
    const theme = createTheme({ env: xterm });
    expect(parts(theme.attr('success'))).toEqual({ flags: 0, fg: dark.success.fg, bg: 0x1ff });
    expect(parts(theme.attr('success', 'selection'))).toEqual({ flags: 0, fg: dark.success.fg, bg: dark.selection.bg });
    expect(parts(theme.attr('default', 'selection'))).toEqual({
      flags: 0,
      fg: dark.selection.fg,
      bg: dark.selection.bg,
    });
    expect(parts(theme.attr('strong', 'title-focused')).flags).toBe(1);
  });

  it('keeps the foreground of backgrounds on which 16 colours cannot be read', () => {
    const theme = createTheme({ env: { TERM: 'linux' } });
    expect(parts(theme.attr('error', 'selection'))).toEqual({ flags: 0, fg: 15, bg: 4 });
  });

  it('uses no colour with NO_COLOR, and still tells what is selected and focused', () => {
    const theme = createTheme({ env: { ...xterm, NO_COLOR: '1' } });
    for (const look of Object.keys(mono) as Look[])
      expect(parts(theme.attr(look, 'dialog'))).toMatchObject({ fg: 0x1ff, bg: 0x1ff });
    expect(theme.hasColor).toBe(false);
    for (const look of ['selection', 'tab-active', 'cursor', 'button-focused', 'match', 'border-focused'] as const) {
      expect(theme.attr(look)).not.toBe(theme.attr('default'));
    }
  });

  it('draws with ASCII when asked to, and without rounded corners on the Linux console', () => {
    expect(createTheme({ env: xterm, ascii: true }).glyphs).toMatchObject({ topLeft: '+', vertical: '|' });
    expect(createTheme({ env: { TERM: 'linux' } }).glyphs.topLeft).toBe('┌');
    expect(createTheme({ env: xterm }).glyphs.topLeft).toBe('╭');
  });

  /** The ground that the terminal is expected to have, and WCAG's ratio for text. */
  it.each([
    ['dark', dark, '#1c1c1c', '#d0d0d0'],
    ['light', light, '#ffffff', '#222222'],
  ] as const)('%s: every text can be read where it may stand', (_name, palette, back, fore) => {
    const unreadable: string[] = [];
    for (const base of [
      'default',
      'selection',
      'selection-unfocused',
      'dialog',
      'bar',
      'field',
      'field-focused',
      'added-line',
      'removed-line',
    ] as const) {
      for (const look of [
        'default',
        'muted',
        'accent',
        'success',
        'warning',
        'error',
        'info',
        'code',
        'key',
      ] as const) {
        const ratio = contrast(colours(palette, look, base, back, fore));
        const needed = look === 'muted' ? 3 : 3.8;
        if (ratio < needed) unreadable.push(`${look} on ${base}: ${ratio.toFixed(2)}`);
      }
    }
    expect(unreadable).toEqual([]);
  });
});

describe('lines of a diff', () => {
  it.each([
    ['dark', dark, '#1c1c1c', '#d0d0d0'],
    ['light', light, '#ffffff', '#222222'],
  ] as const)('%s: code can be read on its tint', (_name, palette, back, fore) => {
    const unreadable: string[] = [];
    for (const base of ['added-line', 'removed-line'] as const) {
      for (const look of ['added', 'removed', 'keyword', 'string', 'number', 'comment', 'name', 'type'] as const) {
        const ratio = contrast(colours(palette, look, base, back, fore));
        if (ratio < 3.8) unreadable.push(`${look} on ${base}: ${ratio.toFixed(2)}`);
      }
    }
    expect(unreadable).toEqual([]);
  });
});

function colours(palette: Palette, look: Look, base: Look, back: string, fore: string): [string, string] {
  const env = palette === light ? { ...xterm, COLORFGBG: '0;15' } : xterm;
  const { fg, bg } = parts(createTheme({ env }).attr(look, base));
  return [fg === 0x1ff ? fore : paletteRgb(fg), bg === 0x1ff ? back : paletteRgb(bg)];
}

function contrast([a, b]: [string, string]): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
