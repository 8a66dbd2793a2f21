/** Where an item of a flow stands, in cells. */
export interface FlowPlace {
  readonly x: number;
  readonly y: number;
}

/** Places items of those widths in reading order, as many on a line of `room` cells as fit with `gap` between them. */
export function flow(widths: readonly number[], room: number, gap: number): FlowPlace[] {
  let x = 0;
  let y = 0;
  return widths.map((width) => {
    if (x > 0 && x + width > room) {
      x = 0;
      y++;
    }
    const place = { x, y };
    x += width + gap;
    return place;
  });
}

/** The item above (-1) or below (1) that is nearest to item `from`, or `undefined` past the first or last line. */
export function neighbour(places: readonly FlowPlace[], from: number, step: 1 | -1): number | undefined {
  const here = places[from];
  if (!here) return undefined;
  const y = here.y + step;
  const line = places.map((place, index) => ({ place, index })).filter(({ place }) => place.y === y);
  line.sort((a, b) => Math.abs(a.place.x - here.x) - Math.abs(b.place.x - here.x));
  return line[0]?.index;
}

/** Lines that the places take. */
export function flowHeight(places: readonly FlowPlace[]): number {
  return (places.at(-1)?.y ?? -1) + 1;
}
