import { paletteRgb } from './palette-rgb.js';
import type { ScreenCell } from './snapshot.js';
import { svgShape } from './svg-shapes.js';
import { codePointWidth } from './text/code-point-width.js';

/** What stands for the terminal's own colours. */
const grounds = {
  dark: { back: '#16181d', fore: '#d7dae0' },
  light: { back: '#fdfdfc', fore: '#24292f' },
} as const;

type Ground = (typeof grounds)['dark' | 'light'];

// Whole units, so that backgrounds of neighbours meet; a monospace font of 15 is 9 wide.
const cellWidth = 9;
const cellHeight = 19;
const fontSize = 15;
const baseline = 14.5;
const margin = 16;
const fonts =
  "ui-monospace, 'JetBrains Mono', 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Neighbouring cells that look the same. */
interface Run {
  readonly x: number;
  readonly cells: number;
  readonly text: string;
  readonly fg: string;
  readonly bg: string | undefined;
  readonly bold: boolean;
  readonly underline: boolean;
}

/**
 * Draws screen cells as a self-contained SVG of a terminal: monospace text on a rounded ground. Every run of text is
 * stretched to its columns, so that columns stand whatever font the reader has; wide characters have a run of their own.
 */
export function cellsToSvg(rows: readonly (readonly ScreenCell[])[], theme: 'dark' | 'light' = 'dark'): string {
  const ground = grounds[theme];
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const width = columns * cellWidth + 2 * margin;
  const height = rows.length * cellHeight + 2 * margin;
  const runs = rows.map((row) => runsOf(row, ground));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" rx="10" fill="${ground.back}"/>`,
    `<g transform="translate(${margin} ${margin})" font-family="${escapeXml(fonts)}" font-size="${fontSize}" fill="${ground.fore}" xml:space="preserve" style="white-space:pre">`,
    ...runs.map((row, y) => row.map((run) => drawBack(run, y)).join('')).filter(Boolean),
    ...runs.map((row, y) => row.map((run) => drawFront(run, y, ground)).join('')).filter(Boolean),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function runsOf(row: readonly ScreenCell[], ground: Ground): Run[] {
  const runs: Run[] = [];
  row.forEach((cell, x) => {
    if (cell.ch === '') return;
    const next = toRun(cell, x, ground);
    const last = runs.at(-1);
    if (last && canJoin(last, next)) {
      runs[runs.length - 1] = { ...last, cells: last.cells + 1, text: last.text + next.text };
    } else runs.push(next);
  });
  return runs;
}

function toRun(cell: ScreenCell, x: number, ground: Ground): Run {
  const fg = cell.fg === undefined ? ground.fore : paletteRgb(cell.fg);
  const bg = cell.bg === undefined ? undefined : paletteRgb(cell.bg);
  const { bold, underline } = cell;
  const cells = codePointWidth(cell.ch.codePointAt(0) ?? 0) === 2 ? 2 : 1;
  const colours = cell.inverse ? { fg: bg ?? ground.back, bg: fg } : { fg, bg };
  return { x, cells, text: cell.ch, bold, underline, ...colours };
}

/** Characters beyond Latin may come from another font, with another width: they stand alone, but for repeated shapes. */
function canJoin(run: Run, next: Run): boolean {
  const sameLook =
    run.fg === next.fg && run.bg === next.bg && run.bold === next.bold && run.underline === next.underline;
  if (!sameLook || next.x !== run.x + run.cells) return false;
  return (isLatin(run.text) && isLatin(next.text)) || isRepeated(run.text, next.text);
}

function isLatin(text: string): boolean {
  return /^[\x20-\u024f]+$/.test(text);
}

function isRepeated(text: string, character: string): boolean {
  return text.endsWith(character) && text.startsWith(character) && /^[─\u2581-\u2593]$/.test(character);
}

function drawBack(run: Run, row: number): string {
  if (run.bg === undefined) return '';
  const place = `x="${run.x * cellWidth}" y="${row * cellHeight}"`;
  return `<rect ${place} width="${run.cells * cellWidth}" height="${cellHeight}" fill="${run.bg}"/>`;
}

function drawFront(run: Run, row: number, ground: Ground): string {
  const cell = { x: run.x * cellWidth, y: row * cellHeight, width: cellWidth, height: cellHeight };
  const shape = svgShape(run.text.charAt(0), cell, run.cells, run.fg);
  if (shape !== undefined) return shape;
  return wordsOf(run)
    .map((word) => drawWord(word, row, ground))
    .join('');
}

/** Parts without longer gaps, which some readers would close. What is underlined stays whole. */
function wordsOf(run: Run): Run[] {
  if (run.underline || run.text.length !== run.cells) return [run];
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    ...run,
    x: run.x + match.index,
    cells: match[0].length,
    text: match[0],
  }));
}

function drawWord(word: Run, row: number, ground: Ground): string {
  const look = [
    word.fg === ground.fore ? '' : ` fill="${word.fg}"`,
    word.bold ? ' font-weight="bold"' : '',
    word.underline ? ' text-decoration="underline"' : '',
  ].join('');
  const place = `x="${word.x * cellWidth}" y="${row * cellHeight + baseline}" textLength="${word.cells * cellWidth}"`;
  return `<text ${place} lengthAdjust="spacingAndGlyphs"${look}>${escapeXml(word.text)}</text>`;
}

/** Characters that XML 1.0 does not allow cannot be on the screen: the sanitiser took them. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
