import { familyOfPath } from '../language-families.js';
import { pythonNames } from './python-names.js';

/** Declarations at the left edge, or one step in, of languages with braces. */
const declared =
  /^(?: {1,4}|\t)?(?:(?:export|default|declare|public|private|protected|internal|static|final|abstract|sealed|async|pub(?:\([\w ]+\))?|unsafe|extern|override|open|data)\s+)*(?:function\*?|class|interface|enum|namespace|func|fn|struct|trait|type|module|mod|def|record|object)\s+(?:\([^)]*\)\s*)?([\w$]+)/;
const variable = /^(?:export\s+)?(?:declare\s+)?(?:pub\s+)?(?:const|let|var|static|val)\s+([\w$]+)/;
const sqlObject =
  /^\s*create\s+(?:or\s+replace\s+)?(?:unique\s+|temp(?:orary)?\s+|materialized\s+)*(?:table|view|index|function|procedure|trigger|type|sequence|schema)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?([\w."]+)/gim;

type Names = (text: string) => ReadonlySet<string>;

const byFamily: Readonly<Record<string, Names>> = {
  python: pythonNames,
  json: jsonNames,
  yaml: yamlNames,
  config: sectionNames,
  env: sectionNames,
  sql: (text) => new Set([...text.matchAll(sqlObject)].map(([, name = '']) => name.replaceAll('"', ''))),
  shell: (text) => namesBy(text, /^(?:function\s+([\w-]+)|([\w-]+)\s*\(\))/),
  make: (text) => namesBy(text, /^([\w.-]+)\s*:(?!=)/),
  hcl: (text) => namesBy(text, /^\w+\s+"([^"]+)"(?:\s+"[^"]+")?\s*\{/),
  // Of words nobody can tell what belongs there.
  markdown: () => new Set(),
  text: () => new Set(),
  html: () => new Set(),
  css: () => new Set(),
  docker: () => new Set(),
  csv: () => new Set(),
  diff: () => new Set(),
};

/** What a file defines that others may use, or that somebody would miss: names of functions, classes, fields, keys. By its text alone. */
export function definedNames(text: string, path: string): ReadonlySet<string> {
  const names = byFamily[familyOfPath(path) ?? ''];
  return names ? names(text) : new Set([...namesBy(text, declared), ...namesBy(text, variable)]);
}

function namesBy(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set(text.split('\n').flatMap((line) => pattern.exec(line)?.slice(1).find(Boolean) ?? []));
}

/** The keys of two levels. */
function jsonNames(text: string): ReadonlySet<string> {
  try {
    const keys = keysOf(JSON.parse(text) as unknown);
    return new Set(keys.flatMap(([key, value]) => [key, ...keysOf(value).map(([inner]) => `${key}.${inner}`)]));
  } catch {
    // With comments, or a text that its own check finds wrong.
    return namesBy(text, /^(?: {1,4}|\t)"([^"]+)"\s*:/);
  }
}

function keysOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function yamlNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let [top, step] = ['', 0];
  for (const line of text.split('\n')) {
    const [, blanks = '', key] = /^( *)["']?([\w./{}$@-][\w./{}$@ -]*?)["']?\s*:(?:\s|$)/.exec(line) ?? [];
    if (key === undefined) continue;
    if (blanks === '') [top, step] = [key, 0];
    else step ||= blanks.length;
    if (blanks === '') names.add(key);
    else if (blanks.length === step && top !== '') names.add(`${top}.${key}`);
  }
  return names;
}

/** Of `[section]` and `key = value`. */
function sectionNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let section = '';
  for (const line of text.split('\n')) {
    const opened = /^\[+\s*([^\]]+?)\s*\]+\s*(?:[#;].*)?$/.exec(line)?.[1];
    const key = /^(?:export\s+)?["']?([\w.-]+)["']?\s*=/.exec(line)?.[1];
    if (opened !== undefined) section = `${opened}.`;
    if (opened !== undefined) names.add(opened);
    else if (key !== undefined) names.add(`${section}${key}`);
  }
  return names;
}
