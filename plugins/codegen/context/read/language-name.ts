import { posix } from 'node:path';

const byEnding: Readonly<Record<string, string>> = {
  ...{
    py: 'python',
    pyi: 'python',
    ts: 'typescript',
    mts: 'typescript',
    cts: 'typescript',
    tsx: 'tsx',
    js: 'javascript',
  },
  ...{
    mjs: 'javascript',
    cjs: 'javascript',
    jsx: 'jsx',
    sql: 'sql',
    yaml: 'yaml',
    yml: 'yaml',
    toml: 'toml',
    json: 'json',
  },
  ...{
    md: 'markdown',
    html: 'html',
    css: 'css',
    sh: 'bash',
    ini: 'ini',
    cfg: 'ini',
    go: 'go',
    rs: 'rust',
    java: 'java',
  },
};

/** As it stands behind a fence; `undefined`: not known. */
export function languageName(path: string): string | undefined {
  const name = posix.basename(path).toLowerCase();
  if (isDockerfile(path)) return 'dockerfile';
  return byEnding[name.slice(name.lastIndexOf('.') + 1)];
}

export function isDockerfile(path: string): boolean {
  return /^(?:docker|container)file(?:[.-]|$)|\.dockerfile$/i.test(posix.basename(path));
}
