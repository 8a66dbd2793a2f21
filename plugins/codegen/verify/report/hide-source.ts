/** Between two frames of pytest's long text. */
const separator = /^(?:_ )+_?$/;
/** `app/orders.py:12: ValueError`, `app/orders.py:12: in total`. */
const place = /^(?:E\s+)?([^\s:][^:]*):\d+:(?: |$)/;
/** `  File "app/orders.py", line 12, in total`: Python's own text, also in what was printed. */
const quoted = /^(?:E\s)?\s*File "([^"]+)", line \d+/;
const said = /^E\s+\S/;

/**
 * What pytest says of a failure without the code of files that must not be sent: of a frame in one of them its place and what was raised stay,
 * of a frame in Python's own text its place. `printed`: it is what code printed, of which the rest stays. Pure.
 */
export function hideSource(text: string, isHidden: (path: string) => boolean, { printed = false } = {}): string {
  const lines = withoutBelow(text.split('\n'), (line) => {
    const path = (quoted.exec(line) ?? place.exec(line))?.[1];
    return path !== undefined && isHidden(path);
  });
  if (printed) return lines.join('\n');
  const frames: string[][] = [[]];
  for (const line of lines) {
    if (separator.test(line)) frames.push([]);
    frames.at(-1)?.push(line);
  }
  return frames.flatMap((frame) => (frame.some((line) => isIn(line, isHidden)) ? placesOf(frame) : frame)).join('\n');
}

function isIn(line: string, isHidden: (path: string) => boolean): boolean {
  const path = place.exec(line)?.[1];
  return path !== undefined && isHidden(path);
}

/** Code stands further in than the place that it belongs to. */
function withoutBelow(lines: readonly string[], isPlace: (line: string) => boolean): readonly string[] {
  const kept: string[] = [];
  let at: string | undefined;
  for (const line of lines) {
    if (at !== undefined && line.trim() !== '' && isRaised(line) === isRaised(at) && indentOf(line) > indentOf(at))
      continue;
    at = isPlace(line) ? line : undefined;
    kept.push(line);
  }
  return kept;
}

const isRaised = (line: string) => /^E\s/.test(line);

const indentOf = (line: string) => line.replace(/^E/, ' ').search(/\S|$/);

function placesOf(frame: readonly string[]): readonly string[] {
  const message = frame.find((line) => said.test(line));
  return frame.filter(
    (line) => separator.test(line) || quoted.test(line) || (place.test(line) && !said.test(line)) || line === message,
  );
}
