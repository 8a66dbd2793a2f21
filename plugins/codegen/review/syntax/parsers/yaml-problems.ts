import type * as Yaml from 'yaml';
import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import { textPlace } from '../text-place.js';

/** Of Helm, Jinja and the like: it becomes YAML later. What stands in quotes, as Ansible has it, is YAML already. */
const template = /^\s*(?:- +)?\{[{%]|: +\{[{%]/m;

/**
 * Mistakes of YAML documents, keys that are there twice among them. Tags that programs define (`!Ref`) are none. `undefined`: it is a
 * template of YAML.
 */
export function yamlProblems(
  text: string,
  { parseAllDocuments }: Pick<typeof Yaml, 'parseAllDocuments'>,
): readonly CodeProblem[] | undefined {
  const documents = parseAllDocuments(text, { prettyErrors: false });
  const errors = [...documents].flatMap((document) => document.errors);
  if (errors.length > 0 && template.test(text)) return undefined;
  return errors.slice(0, 50).map(({ pos, message }) => ({ ...textPlace(text, pos[0]), message }));
}
