import type { TextSink, TextStyle } from 'devmgr/plugin-api';

const STYLES: readonly TextStyle[] = ['accent', 'success', 'warning', 'strong'];

/** What stands before the lines of each server, `db  | `, in colours where they are wanted; nothing where there is only one. */
export function linePrefixes(
  names: readonly string[],
  { paint }: Pick<TextSink, 'paint'>,
): ReadonlyMap<string, string> {
  if (names.length < 2) return new Map();
  const width = Math.max(...names.map((name) => name.length));
  return new Map(
    names.map((name, index) => [name, paint(STYLES[index % STYLES.length] ?? 'accent', `${name.padEnd(width)} | `)]),
  );
}
