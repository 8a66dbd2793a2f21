/** Grammars of highlight.js that are used, each with its other names: aliases in fences and endings of files. */
const names: Readonly<Record<string, string>> = {
  bash: 'sh zsh ksh bashrc zshrc profile bats',
  c: 'h',
  clojure: 'clj cljs edn',
  cmake: '',
  cpp: 'cc cxx hpp hh hxx c++ h++ ino',
  csharp: 'cs c# csx',
  css: '',
  dart: '',
  diff: 'patch',
  django: 'jinja jinja2 j2',
  dockerfile: 'docker containerfile',
  dos: 'bat cmd',
  elixir: 'ex exs',
  erlang: 'erl hrl',
  go: 'golang',
  graphql: 'gql',
  groovy: 'gradle jenkinsfile',
  haskell: 'hs',
  http: 'https',
  ini: 'toml cfg conf editorconfig gitconfig pylintrc flake8 service env',
  java: 'jsp',
  javascript: 'js jsx mjs cjs',
  json: 'jsonc json5 jsonl ndjson webmanifest ipynb',
  julia: 'jl',
  kotlin: 'kt kts',
  latex: 'tex sty',
  less: '',
  lua: 'luau',
  makefile: 'mk mak make gnumakefile',
  markdown: 'md mkd mkdown mdx',
  nginx: 'nginxconf',
  objectivec: 'm mm objc obj-c',
  perl: 'pl pm',
  php: '',
  powershell: 'ps1 pwsh ps psm1',
  properties: '',
  protobuf: 'proto',
  python: 'py pyi pyw py3 python3 gyp pyx',
  'python-repl': 'pycon',
  r: 'rscript',
  ruby: 'rb gemspec rake gemfile rakefile podspec',
  rust: 'rs',
  scala: 'sbt sc',
  scss: 'sass',
  shell: 'console shellsession sh-session',
  sql: 'ddl',
  swift: '',
  typescript: 'ts tsx mts cts',
  vim: 'vimrc',
  xml: 'html htm xhtml svg rss atom xsd xsl plist vue svelte',
  yaml: 'yml',
};

/** The names of the grammars. */
export const languages: readonly string[] = Object.keys(names);

const byName = new Map<string, string>();
for (const [language, others] of Object.entries(names)) {
  for (const name of [language, ...others.split(' ')]) byName.set(name, language);
}
byName.delete('');

/**
 * The grammar for a language's name (`python`, `py`, `C++`) or a file's ending (`py`, `.py`), in any case. `undefined`:
 * there is none, or it is plain text.
 */
export function findLanguage(name: string | undefined): string | undefined {
  return name === undefined ? undefined : byName.get(name.trim().replace(/^\./, '').toLowerCase());
}
