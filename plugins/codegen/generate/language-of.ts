import { isDockerfile } from './is-dockerfile.js';

const byEnding: Readonly<Record<string, string>> = {
  py: 'python',
  pyi: 'python',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'jsx',
  json: 'json',
  jsonc: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  sql: 'sql',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  css: 'css',
  scss: 'scss',
  sh: 'bash',
  bash: 'bash',
  go: 'go',
  rs: 'rust',
  java: 'java',
  kt: 'kotlin',
  rb: 'ruby',
  c: 'c',
  h: 'c',
  cpp: 'cpp',
  hpp: 'cpp',
  cs: 'csharp',
  php: 'php',
  swift: 'swift',
  ini: 'ini',
  cfg: 'ini',
  xml: 'xml',
  proto: 'protobuf',
  graphql: 'graphql',
  tf: 'hcl',
};

const byName: Readonly<Record<string, string>> = {
  makefile: 'makefile',
  'cmakelists.txt': 'cmake',
};

/** The language of a file by its name, as code fences name it; `undefined`: not known. */
export function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (Object.hasOwn(byName, name)) return byName[name];
  if (isDockerfile(name)) return 'dockerfile';
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(byEnding, ending) && name.includes('.') ? byEnding[ending] : undefined;
}
