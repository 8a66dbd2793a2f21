/** How a file's syntax is looked at. `jsonc`: JSON with comments and commas at the end. `script`: JavaScript and TypeScript. */
export type SyntaxKind = 'python' | 'json' | 'jsonc' | 'json-lines' | 'yaml' | 'toml' | 'script';

const byEnding: Readonly<Record<string, SyntaxKind>> = {
  py: 'python',
  pyi: 'python',
  pyw: 'python',
  json: 'json',
  geojson: 'json',
  webmanifest: 'json',
  ipynb: 'json',
  jsonc: 'jsonc',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  js: 'script',
  mjs: 'script',
  cjs: 'script',
  jsx: 'script',
  ts: 'script',
  mts: 'script',
  cts: 'script',
  tsx: 'script',
};

const byName: Readonly<Record<string, SyntaxKind>> = {
  'Cargo.lock': 'toml',
  'poetry.lock': 'toml',
  'uv.lock': 'toml',
  Pipfile: 'toml',
  '.eslintrc.json': 'jsonc',
  '.markdownlint.json': 'jsonc',
  'api-extractor.json': 'jsonc',
  'biome.json': 'jsonc',
  'deno.json': 'jsonc',
  'devcontainer.json': 'jsonc',
  'nx.json': 'jsonc',
  'turbo.json': 'jsonc',
};

/** Programs that read these allow comments. */
const withComments = /(?:^|\/)(?:[jt]sconfig[^/]*\.json|\.vscode\/[^/]*\.json|[^/]*\.code-workspace)$/;
const pythonScript = /^#!.*\bpython/;

/** `undefined`: nobody here can tell whether such a file is right. */
export function syntaxKindOf(path: string, text: string): SyntaxKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(byName, name)) return byName[name];
  if (withComments.test(path)) return 'jsonc';
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return pythonScript.test(text.slice(0, 200)) ? 'python' : undefined;
  const ending = name.slice(dot + 1).toLowerCase();
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}
