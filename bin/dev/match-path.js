/**
 * Whether a path fits a pattern in which `*` is one name, `**` any path and `{name}` one name that is remembered.
 *
 * @param {string} pattern
 * @param {string} path
 * @param {Record<string, string>} [names] what `{name}` must be, from an earlier match
 * @returns {Record<string, string> | undefined} the names
 */
export function matchPath(pattern, path, names = {}) {
  const match = expressionFor(pattern, names).exec(path);
  return match ? { ...names, ...match.groups } : undefined;
}

function expressionFor(pattern, names) {
  const source = pattern.replace(/\{(\w+)\}|\*\*|[*.+?^$()[\]\\|]/g, (part, name) => {
    if (name !== undefined) return names[name] === undefined ? `(?<${name}>[^/]+)` : escape(names[name]);
    if (part === '**') return '.*';
    return part === '*' ? '[^/]*' : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
