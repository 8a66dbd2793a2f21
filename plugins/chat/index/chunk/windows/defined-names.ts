/** Languages without a grammar whose declarations begin with a word of their own; others when a file could not be parsed. */
const languages = new Set(
  (
    'kotlin swift scala dart elixir lua perl r julia groovy protobuf graphql ' +
    'python javascript typescript tsx go rust java c cpp csharp ruby php vue svelte'
  ).split(' '),
);

const modifiers =
  'export|default|declare|public|private|protected|internal|fileprivate|open|abstract|final|sealed|static|override|async|suspend|' +
  'inline|data|case|local|pub|indirect|implicit|external|operator|mutating|infix|tailrec|companion|value|partial|readonly|' +
  '@[\\w.]+(?:\\([^)\\n]*\\))?';
const declaring =
  'class|interface|struct|enum(?: class)?|trait|object|protocol|actor|func|fun|fn|def|defp|defmacro|defmacrop|defmodule|' +
  'defprotocol|function|sub|module|mixin|type|typealias|typedef|record|message|service|rpc|input|union';
/** Inside functions these are variables. */
const declaringAtStart = 'val|var|let|const|given';
const name = '[A-Za-z_$][\\w$]*(?:[.:][A-Za-z_$][\\w$]*)*[?!]?';

const byWord = new RegExp(
  `^(?:[ \\t]*(?:(?:${modifiers})[ \\t]+)*(?:${declaring})|(?:(?:${modifiers})[ \\t]+)*(?:${declaringAtStart}))[ \\t]+(?:<[^>\\n]{0,80}>[ \\t]*)?(${name})`,
  'gm',
);
/** `M.setup = function(`, `normalise <- function(`. */
const byValue = new RegExp(`^[ \\t]*(?:local[ \\t]+)?(${name})[ \\t]*(?:=|<-)[ \\t]*function\\b`, 'gm');

const mostNames = 40;
const longestText = 20_000;

/** Names that lines of a program define, as far as that can be seen without its grammar; each once. */
export function definedNames(language: string, text: string): readonly string[] {
  if (!languages.has(language) || text.length > longestText) return [];
  const found = [...text.matchAll(byWord), ...text.matchAll(byValue)].map(([, defined = '']) => defined);
  return [...new Set(found)].slice(0, mostNames);
}
