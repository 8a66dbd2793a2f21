import type * as Babel from '@babel/parser';
import type * as Toml from 'smol-toml';
import type * as Yaml from 'yaml';
import type { ParseAnswer, ParseRequest } from '../parse-request.js';
import { jsonLinesProblems } from './json-lines-problems.js';
import { jsonProblems } from './json-problems.js';
import { scriptProblems } from './script-problems.js';
import { tomlProblems } from './toml-problems.js';
import { yamlProblems } from './yaml-problems.js';

/** The packages, loaded when they are needed. */
export interface ParserPackages {
  babel(): Promise<Pick<typeof Babel, 'parse'>>;
  yaml(): Promise<Pick<typeof Yaml, 'parseAllDocuments'>>;
  toml(): Promise<Pick<typeof Toml, 'parse' | 'TomlError'>>;
}

/** What parsers say of a text. `undefined`: it is written in something else, such as a template of YAML. */
export async function parseProblems(
  { path, text, kind }: ParseRequest,
  packages: ParserPackages,
): Promise<ParseAnswer> {
  switch (kind) {
    case 'json':
      return jsonProblems(text, { isLoose: false });
    case 'jsonc':
      return jsonProblems(text, { isLoose: true });
    case 'json-lines':
      return jsonLinesProblems(text);
    case 'yaml':
      return yamlProblems(text, await packages.yaml());
    case 'toml':
      return tomlProblems(text, await packages.toml());
    case 'script':
      return scriptProblems(path, text, await packages.babel());
  }
}
