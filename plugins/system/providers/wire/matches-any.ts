/** Definitions stay as they are as long as their provider does, and lists of models are long. */
const compiled = new WeakMap<readonly string[], readonly RegExp[]>();

/** Whether one of the sources of regular expressions is found in `text`. One that is not valid matches nothing. */
export function matchesAny(sources: readonly string[], text: string): boolean {
  let patterns = compiled.get(sources);
  if (!patterns) compiled.set(sources, (patterns = sources.flatMap(compile)));
  return patterns.some((pattern) => pattern.test(text));
}

function compile(source: string): readonly RegExp[] {
  try {
    return [new RegExp(source)];
  } catch {
    return [];
  }
}
