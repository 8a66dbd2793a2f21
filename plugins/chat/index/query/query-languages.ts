/** Languages as the index calls them, with what else people call them and the ends of their files. */
const languages: Readonly<Record<string, string>> = {
  python: 'py pyi',
  javascript: 'js jsx mjs cjs node',
  typescript: 'ts tsx mts cts',
  tsx: '',
  go: 'golang',
  rust: 'rs',
  java: '',
  css: 'scss less',
  shell: 'sh bash zsh',
  bash: 'sh shell',
  sql: '',
  yaml: 'yml',
  json: 'jsonc',
  markdown: 'md mdx',
  toml: '',
  html: 'htm',
  text: 'txt',
  ruby: 'rb',
  php: '',
  c: 'h',
  cpp: 'c++ cc cxx hpp',
  csharp: 'c# cs',
  kotlin: 'kt',
  swift: '',
  scala: '',
  dockerfile: 'docker',
};

/** Typescript with elements is typescript to people. */
const including: Readonly<Record<string, readonly string[]>> = {
  typescript: ['tsx'],
  shell: ['bash'],
  bash: ['shell'],
};

/** Names of the index for what stands behind `lang:`; empty when no language is called so. */
export function languagesNamed(name: string): readonly string[] {
  const wanted = name.toLowerCase().replace(/^\./, '');
  const found = Object.entries(languages).filter(
    ([id, aliases]) => id === wanted || aliases.split(' ').includes(wanted),
  );
  return [...new Set(found.flatMap(([id]) => [id, ...(including[id] ?? [])]))];
}
