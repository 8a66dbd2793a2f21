/** Ends of file names, lower-case, by language. What is not here is `text`. */
const extensions: Readonly<Record<string, string>> = {
  python: 'py pyi pyw wsgi',
  javascript: 'js jsx mjs cjs es6',
  typescript: 'ts mts cts',
  tsx: 'tsx',
  go: 'go',
  rust: 'rs',
  java: 'java',
  css: 'css scss less pcss',
  shell: 'sh bash zsh ksh bats',
  sql: 'sql psql pgsql ddl',
  yaml: 'yaml yml',
  json: 'json jsonc json5 jsonl ndjson geojson webmanifest',
  markdown: 'md mdx markdown mkd',
  toml: 'toml',
  html: 'html htm xhtml',
  vue: 'vue',
  svelte: 'svelte',
  jinja: 'jinja jinja2 j2',
  xml: 'xml xsd xsl svg',
  restructuredtext: 'rst',
  jupyter: 'ipynb',
  ini: 'ini cfg conf properties',
  c: 'c h',
  cpp: 'cc cpp cxx hh hpp hxx',
  csharp: 'cs',
  ruby: 'rb rake gemspec',
  php: 'php',
  kotlin: 'kt kts',
  swift: 'swift',
  scala: 'scala sc',
  dart: 'dart',
  elixir: 'ex exs',
  lua: 'lua',
  perl: 'pl pm',
  r: 'r',
  julia: 'jl',
  groovy: 'groovy gradle',
  powershell: 'ps1 psm1',
  protobuf: 'proto',
  graphql: 'graphql gql',
  terraform: 'tf tfvars hcl',
  make: 'mk',
  dockerfile: 'dockerfile',
  batch: 'bat cmd',
};

/** Whole file names, lower-case. */
const names: Readonly<Record<string, string>> = {
  dockerfile: 'dockerfile containerfile',
  make: 'makefile gnumakefile',
  procfile: 'procfile',
  groovy: 'jenkinsfile',
  ruby: 'gemfile rakefile vagrantfile',
  python: 'sconstruct sconscript wscript',
  shell: '.bashrc .bash_profile .bash_aliases .profile .zshrc .zprofile',
  toml: 'pipfile',
  json: '.eslintrc .prettierrc .babelrc .swcrc',
  ini: '.editorconfig .flake8 .pylintrc .coveragerc',
};

/** Programs that are named in the first line of a script. */
const interpreters: Readonly<Record<string, string>> = {
  python: 'python python2 python3 pypy pypy3',
  javascript: 'node nodejs',
  typescript: 'deno bun tsx ts-node',
  shell: 'sh bash zsh dash ksh ash bats',
  ruby: 'ruby',
  perl: 'perl',
  php: 'php',
  lua: 'lua',
  r: 'rscript',
  make: 'make',
};

export const languageByExtension = inverted(extensions);
export const languageByName = inverted(names);
export const languageByInterpreter = inverted(interpreters);

function inverted(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(table).flatMap(([language, list]) => list.split(' ').map((name) => [name, language])));
}
