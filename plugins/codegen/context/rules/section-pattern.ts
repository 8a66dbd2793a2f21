const special: Readonly<Record<string, string>> = { '?': '[^/]', '{': '(?:', '}': ')', '[': '[', ']': ']' };

/** The glob of a section of `.editorconfig` as an expression for whole names or paths; `undefined` for what cannot be one. */
export function sectionPattern(glob: string): RegExp | undefined {
  if (glob.length > 200) return undefined;
  let depth = 0;
  const source = glob.replace(/\*{2,}\/?|[\s\S]/g, (part) => {
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    if (part.startsWith('**')) return '.*';
    if (part === '*') return '[^/]*';
    if (part === ',' && depth > 0) return '|';
    return special[part] ?? part.replace(/[.+^$()|\\/]/g, String.raw`\$&`);
  });
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    return undefined;
  }
}
