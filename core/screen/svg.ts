import { paletteRgb } from './palette-rgb.js';
import type { ScreenCell } from './snapshot.js';
import { svgShape } from './svg-shapes.js';
import { codePointWidth } from './text/code-point-width.js';

const cellWidth = 8.4;
const cellHeight = 18;
const margin = 14;
const baseline = 13.5;
const background = '#16181d';
const foreground = '#d7dae0';
const fonts =
  "ui-monospace, 'JetBrains Mono', 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono', 'Noto Color Emoji', monospace";

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
 * Draws screen cells as a self-contained SVG of a terminal: monospace text on a dark, rounded ground. Every run of text is
 * stretched to its columns, so that columns stand whatever font the reader has; wide characters have a run of their own.
 */
export function cellsToSvg(rows: readonly (readonly ScreenCell[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const width = number(columns * cellWidth + 2 * margin);
  const height = number(rows.length * cellHeight + 2 * margin);
  const lines = rows.map((row, y) => runsOf(row).map((run) => drawRun(run, y)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" rx="10" fill="${background}"/>`,
    `<g transform="translate(${margin} ${margin})" font-family="${escapeXml(fonts)}" font-size="14" fill="${foreground}" xml:space="preserve">`,
    ...lines.map((line) => line.map((drawn) => drawn.back).join('')).filter(Boolean),
    ...lines.map((line) => line.map((drawn) => drawn.text).join('')).filter(Boolean),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function runsOf(row: readonly ScreenCell[]): Run[] {
  const runs: Run[] = [];
  row.forEach((cell, x) => {
    if (cell.ch === '') return;
    const next = toRun(cell, x);
    const last = runs.at(-1);
    if (last && canJoin(last, next))
      runs[runs.length - 1] = { ...last, cells: last.cells + 1, text: last.text + next.text };
    else runs.push(next);
  });
  return runs;
}

function toRun(cell: ScreenCell, x: number): Run {
  const fg = cell.fg === undefined ? foreground : paletteRgb(cell.fg);
  const bg = cell.bg === undefined ? undefined : paletteRgb(cell.bg);
  const { bold, underline } = cell;
  const cells = codePointWidth(cell.ch.codePointAt(0) ?? 0) === 2 ? 2 : 1;
  const colours = cell.inverse ? { fg: bg ?? background, bg: fg } : { fg, bg };
  return { x, cells, text: cell.ch, bold, underline, ...colours };
}

/** Characters beyond Latin may come from another font, with another width: they stand alone, but for repeated lines. */
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

function drawRun(run: Run, row: number): { back: string; text: string } {
  const x = number(run.x * cellWidth);
  const width = number(run.cells * cellWidth);
  const back = run.bg
    ? `<rect x="${x}" y="${row * cellHeight}" width="${width}" height="${cellHeight}" fill="${run.bg}"/>`
    : '';
  if (run.text.trim() === '' && !run.underline) return { back, text: '' };
  const cell = { x: run.x * cellWidth, y: row * cellHeight, width: cellWidth, height: cellHeight };
  const shape = svgShape(run.text.charAt(0), cell, run.cells, run.fg);
  return { back, text: shape ?? drawText(run, x, width, number(row * cellHeight + baseline)) };
}

function drawText(run: Run, x: string, width: string, y: string): string {
  const look = [
    run.fg === foreground ? '' : ` fill="${run.fg}"`,
    run.bold ? ' font-weight="bold"' : '',
    run.underline ? ' text-decoration="underline"' : '',
  ].join('');
  const place = `x="${x}" y="${y}" textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  return `<text ${place}${look}>${escapeXml(run.text)}</text>`;
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** Characters that XML 1.0 does not allow cannot be on the screen: the sanitiser took them. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
