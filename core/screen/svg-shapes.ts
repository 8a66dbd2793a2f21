/** A cell in SVG units. */
export interface SvgCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Side = 'up' | 'down' | 'left' | 'right';

// prettier-ignore
const lines: Readonly<Record<string, readonly Side[]>> = {
  '─': ['left', 'right'], '│': ['up', 'down'], '┌': ['down', 'right'], '┐': ['down', 'left'], '└': ['up', 'right'],
  '┘': ['up', 'left'], '├': ['up', 'down', 'right'], '┤': ['up', 'down', 'left'], '┬': ['left', 'right', 'down'],
  '┴': ['left', 'right', 'up'], '┼': ['up', 'down', 'left', 'right'],
};

/** Rounded corners: the side where the curve begins and the one where it ends. */
const corners: Readonly<Record<string, readonly [Side, Side]>> = {
  '╭': ['down', 'right'],
  '╮': ['down', 'left'],
  '╰': ['up', 'right'],
  '╯': ['up', 'left'],
};

/**
 * SVG for characters that have to fill their cell to the edges, which no font does at every line height: box drawing and
 * the block elements. `cells` is how often the character is repeated. Undefined for all others.
 */
export function svgShape(character: string, cell: SvgCell, cells: number, colour: string): string | undefined {
  const sides = lines[character];
  if (sides) return stroke(sides.map((side) => lineTo(side, cell, cells)).join(''), colour);
  const corner = corners[character];
  if (corner) return stroke(curve(corner, cell), colour);
  return block(character.codePointAt(0) ?? 0, cell, cells, colour);
}

function stroke(path: string, colour: string): string {
  return `<path d="${path}" fill="none" stroke="${colour}"/>`;
}

function lineTo(side: Side, cell: SvgCell, cells: number): string {
  const [x, y] = middle(cell);
  if (side === 'up') return `M${round(x)} ${round(y)}V${round(cell.y)}`;
  if (side === 'down') return `M${round(x)} ${round(y)}V${round(cell.y + cell.height)}`;
  if (side === 'left') return `M${round(x)} ${round(y)}H${round(cell.x)}`;
  return `M${round(x)} ${round(y)}H${round(cell.x + cell.width * cells)}`;
}

function curve([from, to]: readonly [Side, Side], cell: SvgCell): string {
  const [x, y] = middle(cell);
  const startY = from === 'up' ? cell.y : cell.y + cell.height;
  const radius = cell.width / 2;
  const bendY = from === 'up' ? y - radius : y + radius;
  const endX = to === 'left' ? cell.x : cell.x + cell.width;
  return `M${round(x)} ${round(startY)}V${round(bendY)}Q${round(x)} ${round(y)} ${round(endX)} ${round(y)}`;
}

/** U+2581-2588 are eighths from below, U+2591-2593 shades. */
function block(codePoint: number, cell: SvgCell, cells: number, colour: string): string | undefined {
  const eighths = codePoint - 0x2580;
  const shade = codePoint - 0x2590;
  if (eighths >= 1 && eighths <= 8) return rect(cell, cells, eighths / 8, colour, 1);
  return shade >= 1 && shade <= 3 ? rect(cell, cells, 1, colour, shade / 4) : undefined;
}

function rect(cell: SvgCell, cells: number, share: number, colour: string, opacity: number): string {
  const height = cell.height * share;
  const look = opacity === 1 ? '' : ` fill-opacity="${opacity}"`;
  const place = `x="${round(cell.x)}" y="${round(cell.y + cell.height - height)}" width="${round(cell.width * cells)}"`;
  return `<rect ${place} height="${round(height)}" fill="${colour}"${look}/>`;
}

function middle(cell: SvgCell): [number, number] {
  return [cell.x + cell.width / 2, cell.y + cell.height / 2];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
