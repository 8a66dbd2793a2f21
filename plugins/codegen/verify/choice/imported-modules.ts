/** `from`, then the names; or `import` with a list. One statement, which may go over several lines in brackets. */
const statement = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n;#]*)|import[ \t]+([^\n;#]*))/gm;

/**
 * Dotted names of the modules that a Python text may import: `from app import orders` gives `app` and `app.orders`, since a name may be a module.
 * Relative ones are resolved from `path`, the text's own. Pure.
 */
export function importedModules(text: string, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, from, names, list] of text.matchAll(statement)) {
    if (list !== undefined) namesOf(list).forEach((name) => found.add(name));
    if (from === undefined) continue;
    const module = absolute(from, path);
    if (module !== '') found.add(module);
    for (const name of namesOf(names ?? '')) found.add(module === '' ? name : `${module}.${name}`);
  }
  return found;
}

function namesOf(list: string): readonly string[] {
  const plain = list.replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ');
  return plain
    .split(',')
    .map((name) => name.trim().split(/\s+/)[0] ?? '')
    .filter((name) => /^[\w.]+$/.test(name));
}

function absolute(module: string, path: string): string {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  if (dots === 0) return module;
  const folders = path.split('/').slice(0, -dots);
  return [...folders, ...module.slice(dots).split('.').filter(Boolean)].join('.');
}

/**
 * Names by which a file can be imported: `src/shop/orders.py` is `src.shop.orders`, `shop.orders` and `orders`, as nobody knows which folder
 * is on the module path. The shortest only where that is the file's place below the root or a folder called `src`, `lib` or `python`. Pure.
 */
export function moduleNames(path: string): readonly string[] {
  const parts = path.replace(/\.pyi?$/, '').split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  const names = parts.map((_, at) => parts.slice(at).join('.'));
  const first = parts.findIndex((part) => ['src', 'lib', 'python', 'backend', 'server', 'api'].includes(part)) + 1;
  return names.filter((_, at) => at === 0 || at <= first || parts.length - at > 1).filter(Boolean);
}
