export const NAME_RULE =
  'a server is named with letters, digits, dots, dashes and underscores, at most 40, beginning with a letter or a digit';

/** Names stand in paths, log sources and on the command line. */
export function isServerName(name: string): boolean {
  // `constructor` is in every object that somebody may keep servers in by their name.
  return /^[A-Za-z0-9][\w.-]{0,39}$/.test(name) && !(name in {});
}

/** A name near the one written that may be used; `undefined`: there is none. */
export function proposedName(name: string): string | undefined {
  const proposed = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 40)
    .replace(/-$/, '');
  return isServerName(proposed) ? proposed : undefined;
}
