/** Languages that are written for each other's files, by the names that stand in fences and by the ends of files. */
const families: readonly (readonly [family: string, names: string, ends: string])[] = [
  ['python', 'python python3 py py3 pyi', 'py pyi pyw'],
  [
    'javascript',
    'javascript js jsx typescript ts tsx mjs cjs node vue svelte',
    'js jsx ts tsx mjs cjs mts cts vue svelte',
  ],
  ['json', 'json jsonc json5 jsonl', 'json jsonc json5 jsonl webmanifest'],
  ['yaml', 'yaml yml', 'yaml yml'],
  ['config', 'toml ini cfg conf properties systemd desktop', 'toml ini cfg conf properties service lock'],
  ['env', 'dotenv env', 'env example'],
  ['sql', 'sql postgresql postgres pgsql plpgsql mysql sqlite tsql', 'sql ddl psql'],
  ['markdown', 'markdown md mdx rst restructuredtext', 'md mdx markdown rst'],
  [
    'shell',
    'bash sh shell zsh fish console shell-session shellsession terminal powershell ps1 pwsh cmd bat batch',
    'sh bash zsh fish ps1 bat cmd',
  ],
  ['text', 'text txt plain plaintext output log http none', 'txt text log http'],
  ['html', 'html htm xml svg jinja jinja2 html+jinja django xhtml', 'html htm xml svg jinja jinja2 j2 xhtml'],
  ['css', 'css scss sass less', 'css scss sass less'],
  ['docker', 'dockerfile docker containerfile', 'dockerfile'],
  ['make', 'makefile make', 'mk'],
  ['go', 'go golang', 'go'],
  ['rust', 'rust rs', 'rs'],
  ['c', 'c cpp c++ h hpp cc objective-c objc', 'c h cpp hpp cc cxx hh m mm'],
  ['java', 'java kotlin kt groovy gradle scala', 'java kt kts groovy gradle scala'],
  ['csharp', 'csharp cs c# fsharp f#', 'cs fs'],
  ['ruby', 'ruby rb', 'rb'],
  ['php', 'php', 'php'],
  ['swift', 'swift', 'swift'],
  ['lua', 'lua', 'lua'],
  ['r', 'r', 'r'],
  ['hcl', 'hcl terraform tf', 'tf hcl tfvars'],
  ['proto', 'proto protobuf', 'proto'],
  ['graphql', 'graphql gql', 'graphql gql'],
  ['csv', 'csv tsv', 'csv tsv'],
  ['diff', 'diff patch udiff', 'diff patch'],
];

const byLanguage = new Map(families.flatMap(([family, names]) => names.split(' ').map((name) => [name, family])));
const byEnding = new Map(families.flatMap(([family, , ends]) => ends.split(' ').map((end) => [end, family])));
const byName = new Map([
  ['dockerfile', 'docker'],
  ['containerfile', 'docker'],
  ['makefile', 'make'],
  ['justfile', 'make'],
  ['gemfile', 'ruby'],
  ['rakefile', 'ruby'],
  ['procfile', 'text'],
  ['license', 'text'],
  ['notice', 'text'],
  ['authors', 'text'],
  ['codeowners', 'text'],
  ['readme', 'markdown'],
  ['changelog', 'markdown'],
  ['jenkinsfile', 'java'],
  ['vagrantfile', 'ruby'],
  ['pipfile', 'config'],
]);

/** Of the word in a fence; `undefined`: an unknown language, or none. */
export function familyOfLanguage(language: string | undefined): string | undefined {
  return language === undefined ? undefined : byLanguage.get(language.toLowerCase());
}

/** By the name of a file; `undefined`: not known. */
export function familyOfPath(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return (
    byName.get(name) ?? byName.get(name.split('.')[0] ?? '') ?? byEnding.get(name.slice(name.lastIndexOf('.') + 1))
  );
}

/** Written so and not otherwise: `License` and `Make` are words. */
const fullNames =
  /^(?:(?:Dockerfile|Containerfile|Makefile)(?:\.[\w-]+)?|makefile|dockerfile|GNUmakefile|[Jj]ustfile|Gemfile|Rakefile|Procfile|Jenkinsfile|Vagrantfile|Pipfile|LICENSE|NOTICE|AUTHORS|CODEOWNERS|README|CHANGELOG)$/;

/** Whether a file's name alone says that it is one: `Dockerfile`, `x.py`. */
export function isKnownFileName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return fullNames.test(name) || (dot > 0 && byEnding.has(name.slice(dot + 1).toLowerCase()));
}
