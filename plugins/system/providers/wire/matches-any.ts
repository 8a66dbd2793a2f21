/**
 * Whether one of the sources of regular expressions is found in `text`. They may come from settings: one that is not valid
 * matches nothing.
 */
export function matchesAny(sources: readonly string[], text: string): boolean {
  return sources.some((source) => {
    try {
      return new RegExp(source).test(text);
    } catch {
      return false;
    }
  });
}
